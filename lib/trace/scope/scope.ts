/**
 * What a proxy knows of its cluster: services and VirtualServices that are exported to it, and that its Sidecar imports.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/sidecar.go
 * @module
 */
import { isSeenFrom, type SidecarSpec } from '../../istio';
import { groupBy, lazily } from '../../manifests';
import type { Cluster } from '../model/cluster';
import type { Semantics } from '../model/istio-minor';
import type { Proxy } from '../model/proxy';
import { remembered } from '../model/remembered';
import type { Service } from '../model/service';
import type { VirtualService } from '../model/virtual-services';
import { routesInOrderFor, servicesInOrderFor } from './in-order';
import { aliasesIn } from './aliases';
import { Destinations, firstIn } from './destinations';
import { Importable } from './importable';
import { Imports } from './imports';
import { Sidecars } from './sidecars';
import { KnownServices } from './known-services';
import { withPort } from './ports';
import { ofOneNamespace } from './visible-services';

type EgressSpec = NonNullable<SidecarSpec['egress']>[number];

/** What a proxy knows at some ports: a list of its Sidecar, or all that is exported to it. */
export interface Egress {
  /** The only port that it is for; undefined for all ports that have no list of their own. */
  readonly port: EgressSpec['port'];
  /** The services that it routes requests to by their own names. */
  readonly routed: readonly Service[];
  /** The ExternalName Services, with the hosts that they stand for. Whom they are exported to does not matter. */
  readonly aliases: readonly Service[];
  /** The VirtualServices, in the order in which they are tried. */
  readonly virtualServices: readonly VirtualService[];
}

/** What a proxy knows. */
export interface Scope {
  /** The services by host, with which it can open connections. */
  readonly services: KnownServices;
  /**
   * The service that rules in a namespace mean by a host, if they may name it otherwise: a sidecar must have it in a list. For gateways,
   * one of that namespace comes first.
   */
  readonly serviceFor: (host: string, namespace: string) => Service | undefined;
  readonly egress: readonly Egress[];
  /** Whether requests to hosts that it does not know are sent on. */
  readonly outbound: 'ALLOW_ANY' | 'REGISTRY_ONLY';
}

const NOTHING: Egress = { port: undefined, routed: [], aliases: [], virtualServices: [] };

/** What a proxy knows at a port. */
export function egressAt({ egress }: Pick<Scope, 'egress'>, number: number): Egress {
  return egress.find(({ port }) => port?.number === number) ?? egress.find(({ port }) => port === undefined) ?? NOTHING;
}

/** The scopes of the proxies of a cluster. Proxies in a namespace share one if their Sidecars say the same. */
export class Scopes {
  private readonly sidecars: Sidecars;
  private readonly aliases: readonly Service[];
  private readonly byHost = lazily(() => groupBy(this.services, ({ host }) => host));
  private readonly importable = new Map<string, Importable>();
  private readonly known = new Map<string, Scope>();

  /**
   * Prepares the scopes of a cluster.
   *
   * @param services all services that Istio knows there, the oldest first
   * @param rulesOf the HTTP rules of a VirtualService, with those of its delegates
   */
  constructor(
    private readonly cluster: Cluster,
    private readonly services: readonly Service[],
    private readonly rulesOf: Destinations['rulesOf'],
  ) {
    this.sidecars = new Sidecars(cluster.ofIstio('Sidecar'), cluster.config.rootNamespace);
    this.aliases = aliasesIn(services);
  }

  /** What a proxy knows. */
  of(proxy: Proxy): Scope {
    const sidecar = proxy.kind === 'gateway' ? undefined : this.sidecars.of(proxy.namespace, proxy.labels);
    const { spec = {} } = sidecar ?? {};
    const key = JSON.stringify([proxy.kind, proxy.namespace, spec.egress, spec.outboundTrafficPolicy]);
    return remembered(this.known, key, () =>
      proxy.kind === 'gateway' ? this.ofGateway(proxy) : this.ofSidecar(proxy.namespace, spec),
    );
  }

  private ofGateway({ namespace }: Proxy): Scope {
    const routed = servicesInOrderFor(namespace, this.services);
    const virtualServices = routesInOrderFor(namespace, this.cluster.virtualServices);
    const egress = [{ port: undefined, routed, aliases: this.aliases, virtualServices }];
    const services = new KnownServices(egress);
    const serviceFor: Scope['serviceFor'] = (host, from) => {
      const first = firstIn(from, this.servicesOf(host));
      return first !== undefined && isSeenFrom(first.finders, namespace) ? first : services.get(host);
    };
    return { services, serviceFor, egress, outbound: this.cluster.config.outbound };
  }

  private ofSidecar(namespace: string, { egress = [], outboundTrafficPolicy }: SidecarSpec): Scope {
    const importable = remembered(this.importable, namespace, () => this.importableFrom(namespace));
    // a policy that names no mode has the first one of the enumeration
    const outbound =
      outboundTrafficPolicy === undefined
        ? this.cluster.config.outbound
        : (outboundTrafficPolicy.mode ?? 'REGISTRY_ONLY');
    const lists =
      egress.length === 0
        ? [
            {
              port: undefined,
              routed: ofOneNamespace(namespace, importable.exported),
              aliases: this.aliases,
              virtualServices: importable.routes,
            },
          ]
        : egress.map((spec) => egressOf(spec, namespace, importable, this.aliases, this.cluster.semantics));
    const services = new KnownServices(lists, importable.destinations);
    return { services, serviceFor: (host) => services.listed(host), egress: lists, outbound };
  }

  private importableFrom(namespace: string): Importable {
    const routes = routesInOrderFor(namespace, this.cluster.virtualServices);
    return new Importable(
      servicesInOrderFor(namespace, this.services),
      () => this.firstsFor(namespace),
      routes.filter(({ gateways }) => gateways.includes('mesh')),
      new Destinations(namespace, (host) => this.servicesOf(host), this.rulesOf),
    );
  }

  /** The services that proxies of a namespace find, the oldest first; of several for a host in one namespace, the one that counts. */
  private firstsFor(namespace: string): readonly Service[] {
    return this.services.filter(
      (each) => isSeenFrom(each.finders, namespace) && each === firstIn(each.namespace, this.servicesOf(each.host)),
    );
  }

  private servicesOf(host: string): readonly Service[] {
    return this.byHost().get(host) ?? [];
  }
}

function egressOf(
  { port, hosts }: EgressSpec,
  namespace: string,
  importable: Importable,
  aliases: readonly Service[],
  semantics: Semantics,
): Egress {
  const imports = new Imports(hosts, namespace, semantics);
  const imported = importable.servicesFor(imports).flatMap((each) => withPort(each, port));
  return {
    port,
    routed: ofOneNamespace(namespace, imported),
    aliases: aliases.filter(({ host, target }) =>
      imported.some((each) => each.host === target && imports.hasAlias(host, each)),
    ),
    virtualServices: importable.routesFor(imports),
  };
}
