/**
 * What the Sidecars of a namespace may import. Thousands of Sidecars that name a few hosts each must not go through all of it.
 * @module
 */
import { groupBy, lazily } from '../../manifests';
import { isWildcard } from '../model/hosts';
import type { Service } from '../model/service';
import type { VirtualService } from '../model/virtual-services';
import type { Destinations } from './destinations';
import type { Imports } from './imports';

/** Things of a list by their hosts. */
class HostIndex<T> {
  private readonly byHost: ReadonlyMap<string, readonly (readonly [place: number, thing: T])[]>;

  constructor(all: readonly T[], hostsOf: (thing: T) => readonly string[]) {
    const named = all.flatMap((thing, place) => hostsOf(thing).map((host) => ({ host: keyOf(host), place, thing })));
    const groups = [...groupBy(named, ({ host }) => host)];
    this.byHost = new Map(groups.map(([host, own]) => [host, own.map(({ place, thing }) => [place, thing] as const)]));
  }

  /** The things with one of some hosts, and all with wildcards, in the order of the list. */
  near(hosts: readonly string[]): readonly T[] {
    const found = new Map(['*', ...hosts].flatMap((host) => this.byHost.get(host) ?? []));
    return [...found].sort(([one], [other]) => one - other).map(([, thing]) => thing);
  }
}

/** All wildcards have one key. */
function keyOf(host: string): string {
  return isWildcard(host) ? '*' : host;
}

/** What the Sidecars of a namespace may import. */
export class Importable {
  private readonly services: () => HostIndex<Service>;
  private readonly rules = lazily(() => new HostIndex(this.routes, ({ hosts }) => hosts));

  /**
   * What is exported to a namespace.
   *
   * @param exported the services, in the order in which a proxy takes them
   * @param firsts the services that the namespace finds by their hosts; of several for one host, the one that counts
   * @param routes the VirtualServices for sidecars, in the order in which a proxy tries them
   * @param destinations the services that rules mean there
   */
  constructor(
    readonly exported: readonly Service[],
    firsts: () => readonly Service[],
    readonly routes: readonly VirtualService[],
    readonly destinations: Destinations,
  ) {
    this.services = lazily(() => new HostIndex(firsts(), ({ host }) => [host]));
  }

  /** The services that a list of a Sidecar imports. Istio looks exact hosts up, and else goes through all services. */
  servicesFor(imports: Imports): readonly Service[] {
    const candidates = imports.isExact ? this.services().near(imports.hosts) : this.exported;
    return candidates.filter((each) => imports.hasService(each.host, each.namespace));
  }

  /** The VirtualServices that a list of a Sidecar imports. */
  routesFor(imports: Imports): readonly VirtualService[] {
    const candidates = imports.isExact ? this.rules().near(imports.hosts) : this.routes;
    return candidates.filter((each) => imports.hasRoutes(each.hosts, each.namespace));
  }
}
