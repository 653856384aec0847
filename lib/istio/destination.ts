/**
 * Where the rules of a VirtualService send what they match.
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination
 * @module
 */

/** A host, and a part of it. */
export interface Destination {
  readonly host: string;
  readonly subset?: string;
  /** The host's only port if it is not set, otherwise the port that was called. */
  readonly port?: { readonly number?: number };
}

/** Where connections go, with a weight if there are several. */
export interface RouteDestination {
  readonly destination: Destination;
  readonly weight?: number;
}
