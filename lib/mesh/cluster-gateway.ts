/**
 * The east-west gateway of a cluster: where other clusters reach it, and which Gateway object lets them in.
 * @module
 */
import { GATEWAY_PORT, GATEWAY_SELECTOR, ISTIO_NAMESPACE, type Labels } from '../istio';
import type { GatewayAddress } from './gateway-address';

/** Where other clusters reach a gateway. */
export interface GatewayEntrance {
  /**
   * All addresses that lead there, in the order in which they are written: at least one (MC070), each once (MC071), each made by
   * `GatewayAddress.parse` (MC022). Each is an endpoint; however many there are, the cluster keeps its share of the requests, or
   * it is an error (MC075). A DNS name counts as one address, whatever it resolves to.
   */
  readonly addresses: readonly [GatewayAddress, ...GatewayAddress[]];
  /**
   * The port that other clusters connect to, of the load balancer or of the nodes: an integer from 1 to 65535 (MC020).
   * @default 15443
   */
  readonly port?: number;
}

/** What the Gateway object of a mesh says about the gateway that it is for. */
export interface GatewayObjectProps {
  /**
   * `port.number` of the Gateway's server: an integer from 1 to 65535 (MC020). It is the port of the gateway's Service. Istio
   * translates it to the Service's `targetPort`, where the Pods listen; without such a Service it is the Pods' own port. Istio's
   * stock Gateway has its own (MC074).
   * @default 15443
   */
  readonly serverPort?: number;
  /**
   * The labels that select the gateway's Pods, in every namespace: at least one (MC072). Istio's stock Gateway has its own (MC074).
   * @default - the label `istio: eastwestgateway`
   */
  readonly selector?: Labels;
  /**
   * The namespace of the Gateway object and of the gateway's Pods, a DNS label (MC001, MC002). It is not written. Istio's stock
   * Gateway has its own (MC074).
   * @default 'istio-system'
   */
  readonly namespace?: string;
}

type Never<T> = { readonly [K in keyof T]?: never };

/** A gateway with a Gateway object for exactly the services that other clusters call. */
export interface ExactGatewayProps extends GatewayEntrance, GatewayObjectProps {
  /**
   * Who says what is let in: the Gateway that is written, or Istio's stock one, which lets in everything (MC073).
   * @default 'exact'
   */
  readonly exposure?: 'exact';
}

/**
 * A gateway with the Gateway for `*.local` that Istio's multicluster installation brings. No other is written (MC074): a proxy
 * with both rejects its listener.
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

/** The Gateway object of a gateway about which nothing is said. */
export const DEFAULT_OBJECT: Required<GatewayObjectProps> = {
  serverPort: GATEWAY_PORT,
  selector: GATEWAY_SELECTOR,
  namespace: ISTIO_NAMESPACE,
};

/** The east-west gateway of a cluster, its defaults filled in. `Mesh.addCluster` makes it. */
export class ClusterGateway {
  /** All addresses that lead there. */
  readonly addresses: readonly GatewayAddress[];
  /** The port that other clusters connect to. */
  readonly port: number;
  /** What its Gateway object says; undefined where Istio's stock one lets callers in, and none is written. */
  readonly object: Required<GatewayObjectProps> | undefined;

  /** Only `Mesh.addCluster` makes gateways. One without addresses is one that could not be read. @hidden */
  constructor({ addresses, port, object }: Pick<ClusterGateway, 'addresses' | 'port' | 'object'>) {
    this.addresses = addresses;
    this.port = port;
    this.object = object;
  }
}
