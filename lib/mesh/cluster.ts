/**
 * A Kubernetes cluster of a mesh.
 * @module
 */
import type { CallSite } from '../errors';
import type { ClusterGateway, ClusterGatewayProps } from './cluster-gateway';
import type { GatewayAddress } from './gateway-address';
import type { IpFamily } from './ip-families';

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
  /**
   * The IP families of the addresses that its Pods can reach: `IPv4`, `IPv6` or both, each once (MC179). Under SniAddressing and
   * Article2019, callers in the cluster get only the addresses of other gateways in these families. Each gateway that they call
   * needs one (MC180). DNS names and placeholders always count. Under EndpointDiscovery, Istio finds the addresses, and the
   * option changes nothing.
   * @default - callers get all addresses
   * @see https://kubernetes.io/docs/concepts/services-networking/dual-stack/
   */
  readonly ipFamilies?: readonly IpFamily[];
}

/** The options of a cluster, after reading. */
export interface PlacedCluster {
  readonly locality: string | undefined;
  readonly gateway: ClusterGateway | undefined;
  readonly ipFamilies: readonly IpFamily[] | undefined;
}

/** A Kubernetes cluster with its own Istio control plane. `Mesh.addCluster` creates it, and other calls take it as a value. */
export class Cluster {
  /** Its name, a DNS label. */
  readonly name: string;
  /** Its location; undefined if none is given. */
  readonly locality: string | undefined;
  /** How other clusters reach it; undefined if no gateway is given. */
  readonly gateway: ClusterGateway | undefined;
  /** The IP families of the addresses that its Pods can reach; undefined if they are not given. */
  readonly ipFamilies: readonly IpFamily[] | undefined;
  readonly #site: CallSite;

  /** Only `Mesh.addCluster` creates clusters. @hidden */
  constructor(name: string, { locality, gateway, ipFamilies }: PlacedCluster, site: CallSite) {
    this.name = name;
    this.locality = locality;
    this.gateway = gateway;
    this.ipFamilies = ipFamilies;
    this.#site = site;
  }

  /** Where in the user's code it was added. @internal */
  get describedAt(): CallSite {
    return this.#site;
  }
}
