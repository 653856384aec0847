/**
 * A Kubernetes cluster of a mesh.
 * @module
 */
import type { CallSite } from '../errors';
import { isLocality } from '../istio';
import type { ClusterGateway, ClusterGatewayProps } from './cluster-gateway';
import type { GatewayAddress } from './gateway-address';
import { readGateway } from './read-gateway';
import { readOptions } from './shape';
import type { MeshState } from './state';

/** Options of `Mesh.addCluster`. */
export interface ClusterProps {
  /**
   * Where the cluster stands: `region`, `region/zone` or `region/zone/subzone`, as in its nodes' topology labels.
   * @default - none is written
   */
  readonly locality?: string;
  /**
   * How the other clusters reach its east-west gateway: its address (MC022), for Istio's gateway on port 15443, or more
   * than that. No other cluster has the address and port (MC036).
   * @default - none; then no other cluster may need to reach it (MC023)
   */
  readonly gateway?: GatewayAddress | ClusterGatewayProps;
}

interface PlacedCluster {
  readonly locality: string | undefined;
  readonly gateway: ClusterGateway | undefined;
}

/** A Kubernetes cluster with its own Istio control plane. Made by `Mesh.addCluster`, passed as a value everywhere. */
export class Cluster {
  /** Its name, a DNS label. */
  readonly name: string;
  /** Where it stands; undefined when not said. */
  readonly locality: string | undefined;
  /** How other clusters reach it; undefined when not said. */
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

/** Reads the options of a cluster; reports MC021, MC035 and what is wrong with its gateway. */
export function readClusterProps(state: MeshState, name: string, props: ClusterProps, at: CallSite): PlacedCluster {
  const { locality, gateway } = readOptions(state, props, `options of cluster "${name}"`, ['locality', 'gateway'], at);
  if (locality !== undefined && !isLocality(locality)) {
    state.report('MC021', { what: `cluster "${name}" has a bad locality`, got: locality }, at);
  }
  return { locality, gateway: gateway === undefined ? undefined : readGateway(state, name, gateway, at) };
}
