/**
 * The east-west gateway of a cluster: its addresses, and the Gateway object that lets other clusters in.
 * @module
 */
import { GATEWAY_PORT, GATEWAY_SELECTOR, ISTIO_NAMESPACE, type Labels } from '../istio';
import type { GatewayAddress } from './gateway-address';

/** Where other clusters reach a gateway. */
export interface GatewayEntrance {
  /**
   * All its addresses, in the order in which they are written: at least one (MC070), each once (MC071), and each from
   * `GatewayAddress.parse` (MC022, MC178). Each address is one endpoint. The number of addresses does not change the share of requests
   * that the cluster gets; where it would, it is an error (MC075). A DNS name counts as one address, even if it resolves to
   * several. In an order of clusters (`distribution`), a gateway that serves beside local Pods has no DNS name (MC128).
   */
  readonly addresses: readonly GatewayAddress[];
  /**
   * The port that other clusters connect to, on the load balancer or on the nodes: an integer from 1 to 65535 (MC020).
   * @default 15443
   */
  readonly port?: number;
}

/** Options of the Gateway object that is written for a gateway. */
export interface GatewayObjectProps {
  /**
   * `port.number` of the Gateway's server, which is the port of the gateway's Service: an integer from 1 to 65535 (MC020). Istio
   * translates it to the `targetPort` of the Service, at which the Pods listen. Without such a Service, the Pods listen at this
   * port itself. Not allowed with exposure `stock` (MC074).
   * @default 15443
   */
  readonly serverPort?: number;
  /**
   * The labels that select the gateway's Pods in all namespaces: at least one (MC072). Not allowed with exposure `stock`
   * (MC074).
   * @default - the label `istio: eastwestgateway`
   */
  readonly selector?: Labels;
  /**
   * The namespace of the Gateway object and of the gateway's Pods, a DNS label (MC001, MC002). The library does not write the
   * Namespace. Not allowed with exposure `stock` (MC074).
   * @default 'istio-system'
   */
  readonly namespace?: string;
}

type Never<T> = { readonly [K in keyof T]?: never };

/** A gateway whose Gateway object admits exactly the services that other clusters call. */
export interface ExactGatewayProps extends GatewayEntrance, GatewayObjectProps {
  /**
   * Which Gateway object decides what is let in: `exact` is the one that is written, and `stock` is Istio's own, which lets in
   * everything (MC073).
   * @default 'exact'
   */
  readonly exposure?: 'exact';
}

/**
 * A gateway that uses the Gateway for `*.local` from Istio's multicluster installation. No other Gateway is written (MC074),
 * because a proxy with both rejects its listener.
 */
export interface StockGatewayProps extends GatewayEntrance, Never<GatewayObjectProps> {
  readonly exposure: 'stock';
}

/**
 * Options of an east-west gateway.
 *
 * @example
 * { addresses: [GatewayAddress.parse('192.0.2.7'), GatewayAddress.parse('192.0.2.8')], port: 31443 }
 * { addresses: [GatewayAddress.parse('eastwest.example.com')], selector: { app: 'east-west' }, namespace: 'gateways' }
 * { addresses: [GatewayAddress.parse('192.0.2.7')], exposure: 'stock' }
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#Server
 */
export type ClusterGatewayProps = ExactGatewayProps | StockGatewayProps;

/** The default options of the Gateway object. */
export const DEFAULT_OBJECT: Required<GatewayObjectProps> = {
  serverPort: GATEWAY_PORT,
  selector: GATEWAY_SELECTOR,
  namespace: ISTIO_NAMESPACE,
};

/** The east-west gateway of a cluster, with defaults filled in. `Mesh.addCluster` creates it. */
export class ClusterGateway {
  /** All its addresses. */
  readonly addresses: readonly GatewayAddress[];
  /** The port that other clusters connect to. */
  readonly port: number;
  /** The options of its Gateway object; undefined if Istio's stock Gateway lets callers in, so that none is written. */
  readonly object: Required<GatewayObjectProps> | undefined;

  /** Only `Mesh.addCluster` creates gateways. A gateway without addresses could not be read. @hidden */
  constructor({ addresses, port, object }: Pick<ClusterGateway, 'addresses' | 'port' | 'object'>) {
    this.addresses = addresses;
    this.port = port;
    this.object = object;
  }
}
