/**
 * The clusters of a mesh, as their manifests describe them.
 * @module
 */
import { CLUSTER, TOPOLOGY_CLUSTER } from '../istio';
import { type ClusterManifests, fields, labels, lazily } from '../manifests';
import { Cluster, type ClusterFacts } from './model/cluster';
import { type Down, downIn } from './model/down';
import { Site } from './site';
import type { Endpoint } from './upstream/endpoint';
import { NETWORK } from './upstream/topology';

/** What the manifests of a mesh do not tell. */
export interface MeshFacts {
  /**
   * The cluster behind an address.
   * @default - the address of a Service, or the labels of the endpoint, tell the cluster
   */
  readonly gateways?: ReadonlyMap<string, string>;
  /**
   * Facts about clusters, by name.
   * @default - none
   */
  readonly clusters?: ReadonlyMap<string, ClusterFacts>;
  /**
   * Whether Istio reads the endpoints of all clusters in each of them, by remote secrets.
   * @default - if a Secret in the manifests lets it
   */
  readonly isConnected?: boolean;
  /**
   * What is taken to be gone: `cluster2`, `cluster1/reviews-v1` or `cluster2/istio-eastwestgateway` (MC213). Istio forgets the
   * endpoints of a workload, but keeps those of a whole cluster, which it can no longer read.
   * @default - nothing
   */
  readonly without?: readonly string[];
}

/** A mesh whose requests can be traced. */
export class TracedMesh {
  /** The clusters by name. */
  readonly sites: ReadonlyMap<string, Site>;
  private readonly byAddress = lazily(() => sitesByAddress(this.sites.values()));
  private readonly byNetwork = lazily(
    () => new Map([...this.sites.values()].map((site) => [site.cluster.network, site])),
  );
  private readonly gateways: ReadonlyMap<string, string>;
  private readonly down: Down;
  private readonly without: readonly string[];

  /**
   * Indexes the manifests of all clusters.
   *
   * @throws ConfigError if something that is to be left out is unknown (MC213)
   */
  constructor(manifests: readonly ClusterManifests[], facts: MeshFacts = {}) {
    const {
      gateways = new Map(),
      clusters: known,
      isConnected = manifests.some(hasRemoteSecret),
      without = [],
    } = facts;
    const clusters = manifests.map((each) => new Cluster(each, known?.get(each.name)));
    this.down = downIn(clusters, without);
    this.without = without;
    const othersOf = (own: Cluster): readonly Cluster[] => (isConnected ? clusters.filter((each) => each !== own) : []);
    this.sites = new Map(clusters.map((each) => [each.name, new Site(each, othersOf(each), this)]));
    this.gateways = gateways;
  }

  /** Whether an endpoint is there. */
  isUp(endpoint: Endpoint): boolean {
    if (endpoint.workload !== undefined) return !this.down.workloads.has(endpoint.workload);
    const site = this.behind(endpoint);
    return site === undefined || !this.down.gateways.has(site.cluster.name);
  }

  /** Whether a cluster is gone as a whole. Istio keeps what it has last read there. */
  isUnread(cluster: string): boolean {
    return this.without.includes(cluster);
  }

  /** The cluster whose gateway an endpoint is; undefined if nothing tells that it is a gateway. */
  behind({ gatewayOf, address = '', labels, network }: Endpoint): Site | undefined {
    const own = this.sites.get(labels[TOPOLOGY_CLUSTER] ?? '')?.cluster.network;
    return (
      this.sites.get(gatewayOf ?? this.gateways.get(address) ?? '') ??
      this.byAddress().get(address) ??
      this.sites.get(labels[CLUSTER] ?? '') ??
      // what is in the network of those who know it needs no gateway
      (network === '' || network === own
        ? undefined
        : (this.byNetwork().get(network) ?? this.sites.get(labels[NETWORK] ?? '')))
    );
  }
}

/** Whether manifests let Istio read another cluster. */
function hasRemoteSecret({ objects }: ClusterManifests): boolean {
  return objects.some(
    ({ kind, json }) =>
      kind === 'Secret' && labels(fields(json['metadata'])['labels'])['istio/multiCluster'] === 'true',
  );
}

function sitesByAddress(sites: Iterable<Site>): ReadonlyMap<string, Site> {
  const found = new Map<string, Site>();
  for (const site of sites) for (const address of site.cluster.servicesByAddress.keys()) found.set(address, site);
  return found;
}
