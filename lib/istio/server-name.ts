/**
 * The server names by which an AUTO_PASSTHROUGH gateway finds the service, the port and the subset of a connection.
 * @module
 */

/** The parts of a server name. */
export interface ServerName {
  /** The number of the Service port. */
  readonly port: number;
  /** The subset, which must exist in the destination cluster. Undefined for the default subset. */
  readonly subset?: string | undefined;
  /** A host that the destination cluster knows. */
  readonly host: string;
}

/** The text of a server name: `outbound_.9080_.v2_.reviews.default.svc.cluster.local`. */
export function serverName({ port, subset = '', host }: ServerName): string {
  return `outbound_.${port}_.${subset}_.${host}`;
}

/** The parts of a server name, the inverse of `serverName`. Undefined if the text is not a server name. */
export function parseServerName(text: string): ServerName | undefined {
  const [, port, subset = '', host] = /^outbound_\.([1-9]\d*)_\.([-\w]*?)_\.(.+)$/.exec(text) ?? [];
  if (port === undefined || host === undefined) return undefined;
  return { port: Number(port), ...(subset !== '' && { subset }), host };
}
