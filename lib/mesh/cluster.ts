/**
 * A Kubernetes cluster of a mesh.
 * @module
 */
import type { CallSite } from '../errors';
import type { ClusterGateway, ClusterGatewayProps } from './cluster-gateway';
import type { GatewayAddress } from './gateway-address';

/** Options of `Mesh.addCluster`. */
export interface ClusterProps {
  /**
   * The location of the cluster: `region`, `region/zone` or `region/zone/subzone`, as in the topology labels of its nodes
   * (MC021).
   * @default - no locality is written
   */
  readonly locality?: string;
  /**
   * How other clusters reach its east-west gateway. For Istio's gateway on port 15443, the address is enough (MC022, MC178); for any
   * other, give options. No other cluster has the same address and port (MC036).
   * @default - none. Then no other cluster may send requests to it (MC023)
   */
  readonly gateway?: GatewayAddress | ClusterGatewayProps;
}

/** The options of a cluster, after reading. */
export interface PlacedCluster {
  readonly locality: string | undefined;
  readonly gateway: ClusterGateway | undefined;
}

/** A Kubernetes cluster with its own Istio control plane. `Mesh.addCluster` creates it, and other calls take it as a value. */
export class Cluster {
  /** Its name, a DNS label. */
  readonly name: string;
  /** Its location; undefined if none is given. */
  readonly locality: string | undefined;
  /** How other clusters reach it; undefined if no gateway is given. */
  readonly gateway: ClusterGateway | undefined;
  readonly #site: CallSite;

  /** Only `Mesh.addCluster` creates clusters. @hidden */
  constructor(name: string, { locality, gateway }: PlacedCluster, site: CallSite) {
    this.name = name;
    this.locality = locality;
    this.gateway = gateway;
    this.#site = site;
  }

  /** Where in the user's code it was added. @internal */
  get describedAt(): CallSite {
    return this.#site;
  }
}
