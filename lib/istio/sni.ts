/**
 * The server names by which an AUTO_PASSTHROUGH gateway tells services, ports and subsets apart.
 * @module
 */

/** What a server name says. */
export interface SniTarget {
  /** Number of the Service port. */
  readonly port: number;
  /** The subset, which must exist in the destination cluster; undefined for the default subset. */
  readonly subset?: string | undefined;
  /** A host that the destination cluster knows. */
  readonly host: string;
}

/** The server name of a target: `outbound_.9080_.v2_.reviews.default.svc.cluster.local`. */
export function sniName({ port, subset = '', host }: SniTarget): string {
  return `outbound_.${port}_.${subset}_.${host}`;
}
