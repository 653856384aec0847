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
   * Where the cluster stands: `region`, `region/zone` or `region/zone/subzone`, as the topology labels of its nodes say
   * (MC021).
   * @default - none is written
   */
  readonly locality?: string;
  /**
   * How the other clusters reach its east-west gateway: the address alone (MC022) if it is Istio's gateway on port 15443, or
   * options. No other cluster has the same address and port (MC036).
   * @default - none; then no other cluster may need to reach it (MC023)
   */
  readonly gateway?: GatewayAddress | ClusterGatewayProps;
}

/** What the options of a cluster say. */
export interface PlacedCluster {
  readonly locality: string | undefined;
  readonly gateway: ClusterGateway | undefined;
}

/** A Kubernetes cluster with its own Istio control plane. `Mesh.addCluster` makes it, and it is passed as a value. */
export class Cluster {
  /** Its name, a DNS label. */
  readonly name: string;
  /** Where it stands; undefined if that is not said. */
  readonly locality: string | undefined;
  /** How other clusters reach it; undefined if that is not said. */
  readonly gateway: ClusterGateway | undefined;
  readonly #site: CallSite;

  /** Only `Mesh.addCluster` makes clusters. @hidden */
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
