/**
 * What is sent.
 * @module
 */

/** A request on its way: what proxies may have changed so far. */
export interface Wire {
  readonly method: string;
  readonly scheme: string;
  /** The Host header, with a port if the caller wrote one. */
  readonly authority: string;
  /** The path and the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}
