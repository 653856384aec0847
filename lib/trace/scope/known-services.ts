/**
 * The services that a proxy can open connections to, by host: those of its lists, and the destinations of the rules there.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/sidecar.go
 * @module
 */
import { groupBy } from '../../manifests';
import type { Service } from '../model/service';
import type { Destinations } from './destinations';
import { isForOnePort, withPort, withPorts } from './ports';
import type { Egress } from './scope';
import { merged } from './visible-services';

/** The services of one list by host. */
interface Listed {
  readonly egress: Egress;
  readonly byHost: ReadonlyMap<string, readonly Service[]>;
}

/** The services that a proxy can open connections to. */
export class KnownServices {
  private readonly lists: readonly Listed[];
  private readonly found = new Map<string, Service | undefined>();

  /**
   * Prepares the services of some lists.
   *
   * @param destinations where the destinations of rules are found; undefined for gateways, which know only what is exported
   */
  constructor(
    egress: readonly Egress[],
    private readonly destinations?: Destinations,
  ) {
    this.lists = egress.map((each) => ({ egress: each, byHost: groupBy(each.routed, ({ host }) => host) }));
  }

  /** The service of a host. */
  get(host: string): Service | undefined {
    const before = this.found.get(host);
    if (before !== undefined || this.found.has(host)) return before;
    const service = this.find(host);
    this.found.set(host, service);
    return service;
  }

  /** The services of all lists. */
  all(): readonly Service[] {
    const hosts = new Set(this.lists.flatMap(({ byHost }) => [...byHost.keys()]));
    return [...hosts].flatMap((host) => this.get(host) ?? []);
  }

  /** The service of a host, if a list has it. */
  listed(host: string): Service | undefined {
    return merged(this.inLists(host));
  }

  private inLists(host: string): readonly Service[] {
    return this.lists.flatMap(({ byHost }) => byHost.get(host) ?? []);
  }

  private find(host: string): Service | undefined {
    const chosen = this.destinations?.serviceFor(host);
    const listed = this.inLists(host);
    // then rules add nothing, and need not be read
    const isComplete = listed.length > 0 && listed.every((each) => each === chosen);
    if (chosen === undefined || isComplete) return merged(listed);
    return merged(
      this.lists.flatMap(({ egress, byHost }) => [...(byHost.get(host) ?? []), ...this.imported(chosen, egress)]),
    );
  }

  /** What the rules of a list import of a service: the port of the list, or the ports that they name. */
  private imported(service: Service, { port, virtualServices }: Egress): readonly Service[] {
    return virtualServices.flatMap((routes) => {
      const ports = this.destinations?.portsIn(routes).get(service.host);
      if (ports === undefined) return [];
      return isForOnePort(port) || ports === 'all' ? withPort(service, port) : withPorts(service, ports);
    });
  }
}
