/**
 * The rules of a VirtualService for TLS connections, as readonly types. Fields and their meanings are Istio's.
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSRoute
 * @module
 */
import type { RouteDestination } from './destination';
import type { L4MatchAttributes } from './tcp-route';

/** The conditions of one match. All of them must hold. */
interface TLSMatchAttributes extends L4MatchAttributes {
  /** Server names of the VirtualService's hosts. */
  readonly sniHosts: readonly string[];
}

/** One rule for TLS connections. */
export interface TLSRoute {
  readonly match: readonly TLSMatchAttributes[];
  readonly route?: readonly RouteDestination[];
}
