/**
 * One cluster and what its proxies do, found out once.
 * @module
 */
import { hasLabels, type HTTPRoute, type Labels } from '../istio';
import { type Entrance, entranceOf } from './gateway/entrance';
import { type Listener as GatewayListener, listenerAt } from './gateway/listener';
import { AuthorizationPolicies } from './inbound/authorization';
import { PeerAuthentications } from './inbound/peer-authentication';
import { lazily } from '../manifests';
import type { Cluster } from './model/cluster';
import { gatewayProxy } from './model/gateway-proxy';
import type { NetworkGateway } from './model/network-gateway';
import { type Proxy, proxyOf } from './model/proxy';
import { remembered } from './model/remembered';
import type { Service } from './model/service';
import type { Workload } from './model/workload';
import { WorkloadNames } from './model/named';
import { Selectors } from './model/selectors';
import { inTargetOrder } from './model/service-index';
import type { Placed, VirtualService } from './model/virtual-services';
import { withDelegates } from './model/delegates';
import { Listeners } from './scope/listeners';
import { type Scope, Scopes } from './scope/scope';
import { VirtualHosts } from './scope/virtual-hosts';
import type { Sender } from './upstream/connection';
import type { Endpoint } from './upstream/endpoint';
import type { OriginalTarget } from './upstream/original-target';
import { withDiscovered } from './upstream/discovery';
import { gatewaysOfNetworks } from './upstream/gateways-of-networks';
import { type Presence, SiteEndpoints } from './upstream/site-endpoints';

/** Pods as services select them. */
type Pods = Pick<Workload, 'namespace' | 'labels' | 'name'>;

/** What a connection from another cluster goes to. */
type Called = Pick<Endpoint, 'address' | 'port' | 'gatewayService'>;

/** A cluster and its proxies. */
export class Site {
  /** The endpoints of its services. */
  readonly endpoints: SiteEndpoints;
  /** What is found out when a request gets here. Most requests never get to most clusters. */
  private readonly found = {
    scopes: lazily(
      () => new Scopes(this.cluster, withDiscovered(this.cluster, this.others), (routes) => this.rulesOf(routes)),
    ),
    selectors: lazily(
      () =>
        new Selectors(this.cluster.services, ({ namespace, selector }) =>
          selector === undefined ? undefined : { namespace, labels: selector },
        ),
    ),
    names: lazily(() => new WorkloadNames(this.cluster)),
    peers: lazily(
      () => new PeerAuthentications(this.cluster.ofIstio('PeerAuthentication'), this.cluster.config.rootNamespace),
    ),
    networks: lazily(() => gatewaysOfNetworks(this.cluster, this.others)),
    policies: lazily(
      () => new AuthorizationPolicies(this.cluster.ofIstio('AuthorizationPolicy'), this.cluster.config.rootNamespace),
    ),
  };
  private readonly virtualHosts = new Map<Scope, Map<number, Map<string, VirtualHosts>>>();
  private readonly listeners = new Map<Scope, Map<number, Listeners>>();
  private readonly gateways = new Map<string, Proxy>();
  private readonly gatewayListeners = new Map<Proxy, Map<number, GatewayListener>>();
  private readonly gatewaysOf = new Map<Workload, Sender>();
  private readonly sidecars = new Map<Workload, Sender>();
  private readonly selecting = new Map<Pods, readonly Service[]>();
  private readonly entrances = new Map<string, Entrance | OriginalTarget | undefined>();
  private readonly rules = new Map<VirtualService, readonly Placed<HTTPRoute>[]>();

  /**
   * A cluster.
   *
   * @param others the clusters whose endpoints Istio discovers here; none if the clusters are separate
   * @param presence what tells whether an endpoint is there
   */
  constructor(
    readonly cluster: Cluster,
    private readonly others: readonly Cluster[],
    presence: Presence,
  ) {
    this.endpoints = new SiteEndpoints(cluster, others, presence);
  }

  /** The Services that are gateways of a network, in this cluster and in those that Istio reads from here. */
  gatewaysTo(network: string): readonly NetworkGateway[] {
    return this.found.networks().get(network) ?? [];
  }

  /** How its Pods accept connections. */
  get peers(): PeerAuthentications {
    return this.found.peers();
  }

  /** Which requests its Pods let in. */
  get policies(): AuthorizationPolicies {
    return this.found.policies();
  }

  /** The sidecar of the Pods of a workload. */
  sidecarOf(workload: Workload): Sender {
    const { trustDomain } = this.cluster.config;
    return remembered(this.sidecars, workload, () => this.senderOf(proxyOf(workload, 'sidecar', trustDomain)));
  }

  /** A proxy and what it knows. */
  senderOf(proxy: Proxy): Sender {
    return { site: this, proxy, scope: this.scopeOf(proxy) };
  }

  /** What a proxy knows. */
  scopeOf(proxy: Proxy): Scope {
    return this.found.scopes().of(proxy);
  }

  /** The virtual hosts of proxies in a namespace at a port. */
  virtualHostsAt(scope: Scope, port: number, namespace: string): VirtualHosts {
    const ofScope = remembered(this.virtualHosts, scope, () => new Map<number, Map<string, VirtualHosts>>());
    const ofPort = remembered(ofScope, port, () => new Map<string, VirtualHosts>());
    return remembered(ofPort, namespace, () => new VirtualHosts(scope, port, namespace));
  }

  /** The listeners of sidecars at a port. */
  listenersAt(scope: Scope, port: number): Listeners {
    const ofScope = remembered(this.listeners, scope, () => new Map<number, Listeners>());
    return remembered(ofScope, port, () => new Listeners(scope, port, this.endpoints));
  }

  /** The services that select Pods, the oldest first. EndpointSlices count for Pods that no Kubernetes Service selects. */
  servicesOf(pods: Pods): readonly Service[] {
    return remembered(this.selecting, pods, () => {
      const selecting = this.found.selectors().of(pods.namespace, pods.labels);
      const isSelected = selecting.some(({ isOfKubernetes }) => isOfKubernetes);
      return inTargetOrder(isSelected ? selecting : [...selecting, ...this.cluster.listing(pods)]);
    });
  }

  /** The workloads that a name stands for: their own name, their `app` label, or a Service that selects them. */
  workloadsNamed(name: string): readonly Workload[] {
    return this.found.names().of(name);
  }

  /** The HTTP rules of a VirtualService, with those of its delegates. */
  rulesOf(routes: VirtualService): readonly Placed<HTTPRoute>[] {
    return remembered(this.rules, routes, () => withDelegates(routes, this.cluster.delegates));
  }

  /**
   * The gateway whose Pods have some labels. One that the manifests lack is assumed to be there, as Istio's installation brings it.
   *
   * @param place the namespace of the Pods, or that in which they are unless they are in another one
   */
  gateway(labels: Labels, place: { readonly namespace: string } | { readonly near: string }): Proxy {
    return remembered(this.gateways, JSON.stringify([place, labels]), () => {
      if ('namespace' in place) return gatewayProxy(labels, place.namespace, this.cluster);
      const isElsewhere = this.cluster.workloadsByLabels.find(place.near, labels).length === 0;
      const other = isElsewhere ? this.cluster.workloads.find((each) => hasLabels(each.labels, labels)) : undefined;
      return gatewayProxy(labels, other?.namespace ?? place.near, this.cluster);
    });
  }

  /** The gateway that the Pods of a workload are. */
  gatewayOf(workload: Workload): Sender {
    const { trustDomain } = this.cluster.config;
    return remembered(this.gatewaysOf, workload, () => this.senderOf(proxyOf(workload, 'gateway', trustDomain)));
  }

  /** Where connections from other clusters come in. */
  entranceAt({ address, port, gatewayService }: Called): Entrance | OriginalTarget | undefined {
    const service = gatewayService ?? this.cluster.servicesByAddress.get(address ?? '');
    return remembered(this.entrances, `${service?.id ?? ''} ${port}`, () => entranceOf(this, service, port));
  }

  /** What a gateway of the cluster listens for at a port of its Pods. */
  listenerOf(gateway: Sender, port: number): GatewayListener {
    const ofGateway = remembered(this.gatewayListeners, gateway.proxy, () => new Map<number, GatewayListener>());
    return remembered(ofGateway, port, () => listenerAt(port, gateway));
  }
}
