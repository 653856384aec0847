/**
 * A Kubernetes cluster of a mesh.
 * @module
 */
import type { CallSite } from '../errors';
import type { GatewayAddress } from './gateway-address';

/** Options of `Mesh.addCluster`. */
export interface ClusterProps {
  /**
   * Where the cluster stands: `region`, `region/zone` or `region/zone/subzone`, as in its nodes' topology labels.
   * @default - none is written
   */
  readonly locality?: string;
  /**
   * The address at which the other clusters reach its east-west gateway, on port 15443.
   * @default - none; then no other cluster may need to reach it (MC023)
   */
  readonly gateway?: GatewayAddress;
}

/** A Kubernetes cluster with its own Istio control plane. Made by `Mesh.addCluster`, passed as a value everywhere. */
export class Cluster {
  /** Its name, a DNS label. */
  readonly name: string;
  /** Where it stands; undefined when not said. */
  readonly locality: string | undefined;
  /** How other clusters reach it; undefined when not said. */
  readonly gateway: GatewayAddress | undefined;

  /** Only `Mesh.addCluster` makes clusters. */
  constructor(
    name: string,
    props: ClusterProps,
    private readonly site: CallSite,
  ) {
    this.name = name;
    this.locality = props.locality;
    this.gateway = props.gateway;
  }

  /** Where in the user's code it was added. */
  get describedAt(): CallSite {
    return this.site;
  }
}
