/**
 * What a proxy knows of its cluster: services and VirtualServices that are exported to it, and that its Sidecar imports.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/sidecar.go
 * @module
 */
import type { SidecarSpec } from '../../istio';
import type { Cluster } from '../model/cluster';
import type { Proxy } from '../model/proxy';
import type { Service } from '../model/service';
import { inOrderFor, type VirtualService } from '../model/virtual-services';
import { Imports } from './imports';
import { Sidecars } from './sidecars';
import { exportedTo, mergedByHost, ofOneNamespace } from './visible-services';

/** What a proxy knows. */
export interface Scope {
  /** The services by host, with which it can open connections. */
  readonly services: ReadonlyMap<string, Service>;
  /** The services that it routes requests to by their own names. */
  readonly routed: readonly Service[];
  /** The VirtualServices, in the order in which they are tried. */
  readonly virtualServices: readonly VirtualService[];
  /** Whether requests to hosts that it does not know are sent on. */
  readonly outbound: 'ALLOW_ANY' | 'REGISTRY_ONLY';
}

/** The scopes of the proxies of a cluster. Proxies with the same namespace and Sidecar share one. */
export class Scopes {
  private readonly sidecars: Sidecars;
  private readonly known = new Map<string, Scope>();

  /**
   * Prepares the scopes of a cluster.
   *
   * @param services all services that Istio knows there, the oldest first
   */
  constructor(
    private readonly cluster: Cluster,
    private readonly services: readonly Service[],
  ) {
    this.sidecars = new Sidecars(cluster.ofIstio('Sidecar'));
  }

  /** What a proxy knows. */
  of(proxy: Proxy): Scope {
    const sidecar = proxy.kind === 'gateway' ? undefined : this.sidecars.of(proxy.namespace, proxy.labels);
    const key = `${proxy.kind} ${proxy.namespace} ${sidecar?.object.id ?? ''}`;
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const scope = proxy.kind === 'gateway' ? this.ofGateway(proxy) : this.ofSidecar(proxy.namespace, sidecar?.spec);
    this.known.set(key, scope);
    return scope;
  }

  private ofGateway({ namespace }: Proxy): Scope {
    const services = exportedTo(namespace, this.services);
    return {
      services: mergedByHost(services),
      routed: services,
      virtualServices: inOrderFor(namespace, this.cluster.virtualServices),
      outbound: this.cluster.config.outbound,
    };
  }

  private ofSidecar(namespace: string, spec: SidecarSpec = {}): Scope {
    const { egress = [] } = spec;
    const lists = egress.length === 0 ? ['*/*'] : egress.flatMap(({ hosts }) => hosts);
    const imports = new Imports(lists, namespace);
    const exported = exportedTo(namespace, this.services);
    const imported =
      egress.length === 0 ? exported : exported.filter((each) => imports.hasService(each.host, each.namespace));
    const routed = ofOneNamespace(namespace, imported);
    const routes = inOrderFor(namespace, this.cluster.virtualServices).filter(
      (each) => each.gateways.includes('mesh') && imports.hasRoutes(each.hosts, each.namespace),
    );
    const services = mergedByHost(routed);
    return {
      // without a Sidecar, all that is exported is there already
      services: egress.length === 0 ? services : withDestinations(services, routes, namespace, exported),
      routed,
      virtualServices: routes,
      outbound: spec.outboundTrafficPolicy?.mode ?? this.cluster.config.outbound,
    };
  }
}

/** Adds the destinations of VirtualServices: a Sidecar that imports a rule imports what it sends requests to. */
function withDestinations(
  services: Map<string, Service>,
  routes: readonly VirtualService[],
  namespace: string,
  exported: readonly Service[],
): ReadonlyMap<string, Service> {
  for (const host of routes.flatMap(destinationsOf)) {
    if (services.has(host)) continue;
    const found = exported.filter((each) => each.host === host);
    const best =
      found.find((each) => each.namespace === namespace) ??
      found.find(({ isOfKubernetes }) => isOfKubernetes) ??
      found[0];
    if (best !== undefined) services.set(host, best);
  }
  return services;
}

function destinationsOf({ http, tls, tcp }: VirtualService): readonly string[] {
  const all = [...http, ...tls, ...tcp].flatMap(({ route }) => route.route ?? []);
  const mirrors = http.flatMap(({ route }) => route.mirrors ?? []);
  return [
    ...[...all, ...mirrors].map(({ destination }) => destination.host),
    ...http.flatMap(({ route }) => route.mirror?.host ?? []),
  ];
}
