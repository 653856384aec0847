/**
 * One cluster and what its proxies do, found out once.
 * @module
 */
import { type GATEWAY_SELECTOR, type HTTPRoute, ISTIO_NAMESPACE } from '../istio';
import { type PassThrough, passThrough } from './gateway/chains';
import { AuthorizationPolicies } from './inbound/authorization';
import { PeerAuthentications } from './inbound/peer-authentication';
import type { Cluster } from './model/cluster';
import { type Proxy, proxyOf } from './model/proxy';
import type { Port, Service } from './model/service';
import { principalIn, type Workload } from './model/workload';
import { workloadsNamed } from './model/named';
import type { Placed, VirtualService } from './model/virtual-services';
import { withDelegates } from './route/delegates';
import { type Scope, Scopes } from './scope/scope';
import { VirtualHosts } from './scope/virtual-hosts';
import type { Endpoint } from './upstream/endpoint';
import { discovered, withDiscovered } from './upstream/discovery';
import { endpointsOf } from './upstream/endpoints';

/** What tells whether an endpoint is there. */
interface Presence {
  isUp(endpoint: Endpoint): boolean;
}

/** The label `istio` of a gateway's Pods. */
type GatewayLabel = (typeof GATEWAY_SELECTOR)['istio'] | 'ingressgateway';

/** A cluster and its proxies. */
export class Site {
  readonly peers: PeerAuthentications;
  readonly policies: AuthorizationPolicies;
  private readonly scopes: Scopes;
  private readonly virtualHosts = new Map<Scope, Map<string, VirtualHosts>>();
  private readonly endpoints = new Map<Service, Map<Port, readonly Endpoint[]>>();
  private readonly identities = new Map<readonly Endpoint[], ReadonlySet<string>>();
  private readonly callers = new Map<string, readonly Workload[]>();
  private readonly passThroughs = new Map<string, PassThrough>();
  private readonly rules = new Map<VirtualService, readonly Placed<HTTPRoute>[]>();

  /**
   * Indexes a cluster.
   *
   * @param others the clusters whose endpoints Istio discovers here; none if the clusters are separate
   * @param presence what tells whether an endpoint is there
   */
  constructor(
    readonly cluster: Cluster,
    private readonly others: readonly Cluster[],
    private readonly presence: Presence,
  ) {
    this.scopes = new Scopes(cluster, withDiscovered(cluster, others));
    this.peers = new PeerAuthentications(cluster.ofIstio('PeerAuthentication'));
    this.policies = new AuthorizationPolicies(cluster.ofIstio('AuthorizationPolicy'));
  }

  /** What a proxy knows. */
  scopeOf(proxy: Proxy): Scope {
    return this.scopes.of(proxy);
  }

  /** The virtual hosts of proxies in a namespace at a port. */
  virtualHostsAt(scope: Scope, port: number, namespace: string): VirtualHosts {
    const ofScope = remembered(this.virtualHosts, scope, () => new Map<string, VirtualHosts>());
    return remembered(ofScope, `${namespace} ${port}`, () => new VirtualHosts(scope, port, namespace));
  }

  /** The endpoints of a service at a port. */
  endpointsOf(service: Service, port: Port): readonly Endpoint[] {
    const ofService = remembered(this.endpoints, service, () => new Map<Port, readonly Endpoint[]>());
    return remembered(ofService, port, () =>
      [
        ...endpointsOf(service, port, this.cluster),
        ...this.others.flatMap((other) => discovered(service, port, other)),
      ].filter((each) => each.workload === undefined || this.isUp(each)),
    );
  }

  /** The identities of the endpoints of a service, and those that its ServiceEntry lists. */
  identitiesOf(service: Service, port: Port): ReadonlySet<string> {
    return remembered(this.identities, this.endpointsOf(service, port), (endpoints) => {
      const { trustDomain } = this.cluster.config;
      const own = endpoints.flatMap(({ serviceAccount: serviceAccountName = '', namespace }) =>
        serviceAccountName === '' ? [] : [`spiffe://${principalIn(trustDomain, { namespace, serviceAccountName })}`],
      );
      return new Set([...own, ...(service.entry?.subjectAltNames ?? [])]);
    });
  }

  /** The workloads that a name stands for: their own name, their `app` label, or a Service that selects them. */
  workloadsNamed(name: string): readonly Workload[] {
    return remembered(this.callers, name, () => workloadsNamed(name, this.cluster));
  }

  /** The HTTP rules of a VirtualService, with those of its delegates. */
  rulesOf(routes: VirtualService): readonly Placed<HTTPRoute>[] {
    return remembered(this.rules, routes, () => withDelegates(routes, this.cluster.delegates));
  }

  /** A gateway of the cluster. One that the manifests lack is what Istio's installation brings. */
  gateway(istio: GatewayLabel): Proxy {
    const labels = { istio };
    const { name: cluster, locality, network, config, workloadsByLabels } = this.cluster;
    const [workload] = workloadsByLabels.find(ISTIO_NAMESPACE, labels);
    if (workload !== undefined) return proxyOf(workload, 'gateway', config.trustDomain);
    const name = `istio-${istio}`;
    const serviceAccountName = `${name}-service-account`;
    const place = { cluster, namespace: ISTIO_NAMESPACE, locality, network, trustDomain: config.trustDomain };
    return { ...place, kind: 'gateway', name, labels, serviceAccountName };
  }

  /** Whether an endpoint is there. */
  isUp(endpoint: Endpoint): boolean {
    return this.presence.isUp(endpoint);
  }

  /** How a gateway passes connections at a port through. */
  passThrough(gateway: Proxy, port: number): PassThrough {
    return remembered(this.passThroughs, `${gateway.name} ${port}`, () =>
      passThrough(this.cluster, gateway, this.scopeOf(gateway), port),
    );
  }
}

function remembered<K, V>(known: Map<K, V>, key: K, find: (key: K) => V): V {
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = find(key);
  known.set(key, found);
  return found;
}
