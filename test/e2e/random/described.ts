/**
 * A mesh as plain data: a caller and one service that it calls. The oracle reads it, and so does the code that describes it to
 * the library.
 * @module
 */

/** A comparison with a text. */
export type Comparison =
  { readonly kind: 'exact' | 'prefix' | 'regex'; readonly text: string } | { readonly kind: 'present' };

/** Conditions that must all hold. */
export interface Match {
  readonly port?: number;
  readonly uri?: Comparison;
  readonly ignoreUriCase?: boolean;
  readonly method?: Comparison;
  readonly headers?: Readonly<Record<string, Comparison>>;
  readonly withoutHeaders?: Readonly<Record<string, Comparison>>;
  readonly queryParams?: Readonly<Record<string, Comparison>>;
}

/** Changes of headers. */
export interface Changes {
  readonly set?: Readonly<Record<string, string>>;
  readonly add?: Readonly<Record<string, string>>;
  readonly remove?: readonly string[];
}

/** Changes of the headers of requests and responses. */
export interface Headers {
  readonly request?: Changes;
  readonly response?: Changes;
}

/** A destination. */
export interface To {
  readonly version: string;
  readonly cluster?: number;
  readonly weight?: number;
  readonly headers?: Headers;
}

/** A change of the path and the authority. */
export interface Rewrite {
  readonly uri?: string;
  readonly uriRegexRewrite?: { readonly match: string; readonly rewrite: string };
  readonly authority?: string;
}

/** A redirect. */
export interface Redirect {
  readonly uri?: string;
  readonly authority?: string;
  readonly port?: number;
  readonly scheme?: 'http' | 'https';
  readonly redirectCode?: number;
}

/** A rule. It has one of `to`, `redirect` and `directResponse`, or is for any version. */
export interface Rule {
  readonly from?: readonly number[];
  readonly match?: readonly Match[];
  readonly to?: readonly To[];
  readonly mirrors?: readonly Pick<To, 'version' | 'cluster'>[];
  readonly rewrite?: Rewrite;
  readonly redirect?: Redirect;
  readonly directResponse?: { readonly status: number; readonly body: { readonly string: string } };
  readonly headers?: Headers;
}

/** A rule for TCP connections. Without `to`, it is for any version. */
export interface TcpRule {
  readonly from?: readonly number[];
  readonly to?: readonly Omit<To, 'headers'>[];
}

/** How a call crosses clusters. */
export type SchemeName = 'SniAddressing' | 'EndpointDiscovery';

/** A mesh of the lab's three clusters. */
export interface Described {
  readonly scheme: SchemeName;
  /** Its name, which is also the namespace of its services. */
  readonly name: string;
  /** The clusters that run the caller. */
  readonly callers: readonly number[];
  /** The clusters that run each version of the service. */
  readonly versions: Readonly<Record<string, readonly number[]>>;
  /** How requests are distributed over clusters, or an order of clusters. */
  readonly distribution: 'spread' | 'local' | readonly number[];
  /** The clusters whose gateways have DNS names. Those of others have addresses. */
  readonly named: readonly number[];
  /** The ports of the service. The first has HTTP. */
  readonly ports: readonly Port[];
  readonly rules: readonly Rule[];
  /** The rules for its TCP port; empty for none. */
  readonly tcpRules: readonly TcpRule[];
}

/** A port of the service, at which its containers listen too. */
export interface Port {
  readonly number: number;
  readonly protocol: 'HTTP' | 'TCP';
}

/** The numbers of the clusters. */
export const CLUSTERS = [1, 2, 3] as const;

/** The ports that a service may have. */
export const PORTS: readonly [Port, ...Port[]] = [
  { number: 9080, protocol: 'HTTP' },
  { number: 9081, protocol: 'HTTP' },
  { number: 9083, protocol: 'TCP' },
];

/** The service. Its versions are those of the mesh. */
export const SERVICE = 'books';
