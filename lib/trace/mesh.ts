/**
 * The clusters of a mesh, as their manifests describe them.
 * @module
 */
import { CLUSTER } from '../istio';
import { fields, items, text } from '../manifests';
import { Cluster, type ClusterFacts, type ClusterManifests } from './model/cluster';
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
}

/** A mesh whose requests can be traced. */
export class TracedMesh {
  /** The clusters by name. */
  readonly sites: ReadonlyMap<string, Site>;
  private readonly byAddress = new Map<string, Site>();
  private readonly byNetwork = new Map<string, Site>();

  constructor(manifests: readonly ClusterManifests[], { gateways, clusters }: MeshFacts = {}) {
    this.sites = new Map(
      manifests.map((each) => [each.name, new Site(new Cluster(each, clusters?.get(each.name)))]),
    );
    for (const site of this.sites.values()) {
      for (const address of site.cluster.services.flatMap(addressesOf)) this.byAddress.set(address, site);
      if (site.cluster.network !== '') this.byNetwork.set(site.cluster.network, site);
    }
    for (const [address, cluster] of gateways ?? []) {
      const site = this.sites.get(cluster);
      if (site !== undefined) this.byAddress.set(address, site);
    }
  }

  /** The cluster whose gateway an endpoint is; undefined if nothing tells that it is a gateway. */
  behind({ address = '', labels, network }: Endpoint): Site | undefined {
    return (
      this.byAddress.get(address) ??
      this.sites.get(labels[CLUSTER] ?? '') ??
      this.byNetwork.get(network) ??
      this.sites.get(labels[NETWORK] ?? '')
    );
  }
}

/** The addresses by which a Service is reached from outside of its cluster. */
function addressesOf({ object }: { readonly object: { readonly json: unknown } }): readonly string[] {
  const { spec, status } = fields(object.json);
  const { externalIPs, loadBalancerIP } = fields(spec);
  const ingress = items(fields(fields(status)['loadBalancer'])['ingress']).map(fields);
  const all = [...items(externalIPs), loadBalancerIP, ...ingress.flatMap(({ ip, hostname }) => [ip, hostname])];
  return all.flatMap((each) => text(each) ?? []);
}
