/**
 * The clusters of a mesh, as their manifests describe them.
 * @module
 */
import { ConfigError, type Finding } from '../errors';
import { CLUSTER, TOPOLOGY_CLUSTER, TOPOLOGY_NETWORK } from '../istio';
import { type ClusterManifests, lazily } from '../manifests';
import { type Caller, callerNamed } from './callers';
import { faultsIn, type MeshFacts } from './facts';
import { ByAddress } from './model/addresses';
import { Cluster } from './model/cluster';
import { unknownIn } from './model/down';
import { readByIstio, unreadingIn } from './model/remote-secrets';
import { remembered } from './model/remembered';
import type { Service } from './model/service';
import type { Workload } from './model/workload';
import { assumptionsOf, warningsIn } from './notes';
import { Site } from './site';
import type { Endpoint } from './upstream/endpoint';

/** A mesh whose requests can be traced. */
export class TracedMesh {
  /** The clusters by name. @internal */
  readonly sites: ReadonlyMap<string, Site>;
  private readonly byAddress = lazily(() => sitesByAddress(this.sites.values()));
  private readonly byNetwork = lazily(
    () => new Map([...this.sites.values()].map((site) => [site.cluster.network, site])),
  );
  private readonly found = {
    warnings: lazily(() => warningsIn(this.clusters)),
    assumptions: lazily(() => [...assumptionsOf(this.clusters, this.gateways), ...this.unreading]),
  };
  private readonly callers = new Map<string, Caller>();
  private readonly gateways: ReadonlyMap<string, string>;
  private readonly clusterAt: ByAddress<string>;
  private readonly without: readonly string[];
  private readonly unreading: readonly string[];
  /** Whether Istio in a cluster reads another one. */
  private readonly isRead: (other: Cluster, own: Cluster) => boolean;

  /**
   * Indexes the manifests of all clusters.
   *
   * @throws ConfigError if something that is to be left out is unknown (MC213)
   * @internal
   */
  constructor(manifests: readonly ClusterManifests[], facts: MeshFacts = {}) {
    const { gateways = new Map<string, string>(), clusters: known, isConnected, without = [] } = facts;
    const clusters = manifests.map((each) => new Cluster(each, known?.get(each.name), without));
    const faults = unknownIn(without, clusters);
    if (faults.length > 0) throw new ConfigError(faults);
    this.without = without;
    const reading = readByIstio(manifests);
    this.isRead = ({ name }, own) => isConnected ?? reading.get(own.name)?.has(name) === true;
    const othersOf = (own: Cluster): readonly Cluster[] =>
      clusters.filter((each) => each !== own && this.isRead(each, own));
    this.unreading = isConnected === undefined ? unreadingIn(reading) : [];
    this.sites = new Map(clusters.map((each) => [each.name, new Site(each, othersOf(each), this)]));
    this.gateways = gateways;
    this.clusterAt = new ByAddress(gateways);
  }

  /**
   * Indexes the manifests of all clusters, with facts that a user has written.
   *
   * @throws ConfigError if facts are about none of the clusters (MC222) or have another form (MC218, MC219, MC233, MC238), or if
   * something that is to be left out is unknown (MC213)
   * @internal
   */
  static of(manifests: readonly ClusterManifests[], facts: MeshFacts): TracedMesh {
    const faults = faultsIn(
      facts,
      manifests.map(({ name }) => name),
    );
    if (faults.length > 0) throw new ConfigError(faults);
    return new TracedMesh(manifests, facts);
  }

  /**
   * What makes its traces doubtful: objects that a trace does not follow (MC214), that stand more than once in a
   * cluster (MC216), or that Kubernetes refuses (MC217, MC231, MC236), and a MeshConfig that Istio refuses or ignores in part (MC232), that
   * cannot be read (MC233), or that is one of several (MC234). A matcher that fails lists them.
   */
  get warnings(): readonly Finding[] {
    return this.found.warnings();
  }

  /** What a trace takes for granted: what is left out, and what the manifests do not tell. Sentences. A matcher that fails lists them. */
  get assumptions(): readonly string[] {
    return this.found.assumptions();
  }

  private get clusters(): readonly Cluster[] {
    return [...this.sites.values()].map(({ cluster }) => cluster);
  }

  /**
   * Who sends a request.
   *
   * @throws ConfigError if the caller is unknown (MC210), or not one workload (MC211)
   * @internal
   */
  caller(from: string): Caller {
    return remembered(this.callers, from, () => callerNamed(from, this.sites));
  }

  /** Whether an endpoint is there. @internal */
  isUp(endpoint: Endpoint): boolean {
    const { workload } = endpoint;
    if (workload !== undefined) return this.sites.get(workload.cluster)?.cluster.down.has(workload) !== true;
    return this.behind(endpoint)?.cluster.down.hasGateway !== true;
  }

  /** Whether a cluster is gone as a whole. Istio keeps what it has last read there. @internal */
  isUnread(cluster: string): boolean {
    return this.without.includes(cluster);
  }

  /** A workload that serves a service in a cluster that Istio in its own does not read. @internal */
  unreadServer({ host }: Service, own: Cluster): Workload | undefined {
    const unread = this.clusters.filter((each) => each !== own && !this.isRead(each, own));
    const servers = unread.flatMap(({ inDns, workloadsByLabels }) => {
      const { namespace = '', selector } = inDns.get(host) ?? {};
      return selector === undefined ? [] : workloadsByLabels.find(namespace, selector);
    });
    return servers[0];
  }

  /** The cluster whose gateway an endpoint is; undefined if nothing tells that it is a gateway. @internal */
  behind({ gatewayOf, address = '', labels, network }: Endpoint): Site | undefined {
    const own = this.sites.get(labels[TOPOLOGY_CLUSTER] ?? '')?.cluster.network;
    return (
      this.sites.get(gatewayOf ?? this.clusterAt.get(address) ?? '') ??
      this.byAddress().get(address) ??
      this.sites.get(labels[CLUSTER] ?? '') ??
      // what is in the network of those who know it needs no gateway
      (network === '' || network === own
        ? undefined
        : (this.byNetwork().get(network) ?? this.sites.get(labels[TOPOLOGY_NETWORK] ?? '')))
    );
  }
}

function sitesByAddress(sites: Iterable<Site>): ByAddress<Site> {
  return new ByAddress(
    [...sites].flatMap((site) => [...site.cluster.servicesByAddress.keys()].map((address) => [address, site] as const)),
  );
}
