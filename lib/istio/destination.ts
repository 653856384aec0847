/**
 * Where the rules of a VirtualService send requests and connections.
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination
 * @module
 */

/** A host, and optionally one of its subsets. */
export interface Destination {
  readonly host: string;
  readonly subset?: string;
  /** By default, the only port of the host or, if it has several, the port that was called. */
  readonly port?: { readonly number?: number };
}

/** Where connections go, with a weight if there are several. */
export interface RouteDestination {
  readonly destination: Destination;
  readonly weight?: number;
}
