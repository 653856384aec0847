/**
 * A Kubernetes cluster of a mesh.
 * @module
 */
import type { CallSite } from '../errors';
import { GatewayAddress } from './gateway-address';
import { isLocality } from './locality';
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
  readonly #site: CallSite;

  /** Only `Mesh.addCluster` makes clusters. */
  constructor(name: string, props: ClusterProps, site: CallSite) {
    this.name = name;
    this.locality = props.locality;
    this.gateway = props.gateway;
    this.#site = site;
  }

  /** Where in the user's code it was added. @internal */
  get describedAt(): CallSite {
    return this.#site;
  }
}

/** Checks the options of a cluster; reports MC021, MC022, MC035 and MC036. */
export function readClusterProps(state: MeshState, name: string, props: ClusterProps, at: CallSite): ClusterProps {
  const options = readOptions(state, props, `options of cluster "${name}"`, ['locality', 'gateway'], at);
  const { locality, gateway } = options;
  if (locality !== undefined && !isLocality(locality)) {
    state.report('MC021', { what: `cluster "${name}" has a bad locality`, got: locality }, at);
  }
  if (gateway === undefined) return options;
  if (!(gateway instanceof GatewayAddress)) {
    const fix = 'pass GatewayAddress.parse(…)';
    state.report('MC022', { what: `gateway of cluster "${name}" is no GatewayAddress`, got: gateway, fix }, at);
    return {};
  }
  state.issues.push(...gateway.issues);
  const other = [...state.clusters.values()].find((cluster) => cluster.gateway?.value === gateway.value);
  if (other !== undefined) {
    const what = `clusters "${other.name}" and "${name}" have one gateway address`;
    state.report('MC036', { what, got: gateway.value }, at);
  }
  return options;
}
