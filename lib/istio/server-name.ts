/**
 * The server names by which an AUTO_PASSTHROUGH gateway tells services, ports and subsets apart.
 * @module
 */

/** What a server name says. */
export interface ServerName {
  /** Number of the Service port. */
  readonly port: number;
  /** The subset, which must exist in the destination cluster; undefined for the default subset. */
  readonly subset?: string | undefined;
  /** A host that the destination cluster knows. */
  readonly host: string;
}

/** The text of a server name: `outbound_.9080_.v2_.reviews.default.svc.cluster.local`. */
export function serverName({ port, subset = '', host }: ServerName): string {
  return `outbound_.${port}_.${subset}_.${host}`;
}

/** What a text says as a server name, the inverse of `serverName`; undefined if it is not a server name. */
export function parseServerName(text: string): ServerName | undefined {
  const [, port, subset = '', host] = /^outbound_\.([1-9]\d*)_\.([-\w]*?)_\.(.+)$/.exec(text) ?? [];
  if (port === undefined || host === undefined) return undefined;
  return { port: Number(port), ...(subset !== '' && { subset }), host };
}
