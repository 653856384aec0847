/**
 * The rules of a VirtualService for TCP connections, as readonly types. Fields and their meanings are Istio's.
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TCPRoute
 * @module
 */
import type { RouteDestination } from './destination';
import type { Labels } from './labels';

/** The conditions of one match. All of them must hold. */
export interface L4MatchAttributes {
  readonly destinationSubnets?: readonly string[];
  readonly port?: number;
  readonly sourceLabels?: Labels;
  readonly gateways?: readonly string[];
  readonly sourceNamespace?: string;
}

/** One rule for TCP connections. */
export interface TCPRoute {
  readonly match?: readonly L4MatchAttributes[];
  readonly route?: readonly RouteDestination[];
}
