/**
 * The rules of a VirtualService for connections that are not HTTP, as readonly types. Fields, and their order, are Istio's.
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TCPRoute
 * @module
 */
import type { DestinationSpec, HttpMatchSpec } from './http-route';

/** The conditions of one match; all must hold. */
export type L4MatchSpec = Pick<HttpMatchSpec, 'port' | 'sourceLabels' | 'sourceNamespace'>;

/** Where connections go, with a share when there are several. */
interface RouteDestinationSpec {
  readonly destination: DestinationSpec;
  readonly weight?: number;
}

/** One rule for connections of TCP. */
export interface TcpRoute {
  readonly match?: readonly L4MatchSpec[];
  readonly route: readonly RouteDestinationSpec[];
}

/** One rule for connections of TLS. */
export interface TlsRoute {
  readonly match: readonly ({ readonly sniHosts: readonly string[] } & L4MatchSpec)[];
  readonly route: readonly RouteDestinationSpec[];
}
