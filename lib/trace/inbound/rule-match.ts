/**
 * Whether a rule of an AuthorizationPolicy holds for a request.
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 * @module
 */
import type { AuthorizationPolicySpec } from '../../istio';
import type { Wire } from '../wire';
import { isListed, isPath } from './texts';
import { domainsMeant, principalsMeant } from './trust-domains';

type Rule = NonNullable<AuthorizationPolicySpec['rules']>[number];
type Source = NonNullable<NonNullable<Rule['from']>[number]['source']>;
type Operation = NonNullable<NonNullable<Rule['to']>[number]['operation']>;
type Condition = NonNullable<Rule['when']>[number];

/** A request as the proxy of a Pod sees it. */
export interface Arriving {
  /** Who sends it, as `cluster.local/ns/shop/sa/web`; undefined if the connection is not encrypted by Istio. */
  readonly principal: string | undefined;
  /** The trust domain of the Pod, then its aliases. Policies may call all of them `cluster.local`. */
  readonly trustDomains: readonly string[];
  readonly method: string;
  readonly authority: string;
  /** Whether the proxy reads HTTP; else it knows nothing of method, host, path and headers. */
  readonly isHttp: boolean;
  /** The path without its query. */
  readonly path: string;
  /** The headers by name, in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The port of the Pod. */
  readonly port: number;
  readonly serverName: string | undefined;
}

/** A request with what proxies read of it. */
export function arriving(
  { method, authority, path, headers }: Wire,
  facts: Omit<Arriving, 'method' | 'authority' | 'path' | 'headers'>,
): Arriving {
  const named = Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value] as const);
  return { ...facts, method, authority, path: path.replace(/[?#].*/s, ''), headers: Object.fromEntries(named) };
}

/** What cannot be known without sending a request: whether a text is in a list. */
type Unknown = undefined;

/**
 * Whether a rule holds; undefined if that depends on what manifests do not tell, such as IP addresses. Where a proxy does not
 * read HTTP, a rule that asks for parts of HTTP requests allows nothing, and refuses what the rest of it holds for.
 */
export function holds(rule: Rule, request: Arriving, namespace: string, action: 'ALLOW' | 'DENY'): boolean | Unknown {
  if (!request.isHttp && asksForHttp(rule)) return action === 'DENY' && holdsFor(withoutHttp(rule), request, namespace);
  return holdsFor(rule, request, namespace);
}

function asksForHttp({ from = [], to = [], when = [] }: Rule): boolean {
  return (
    from.some(({ source = {} }) => OF_HTTP.source.some((key) => source[key] !== undefined)) ||
    to.some(({ operation = {} }) => OF_HTTP.operation.some((key) => operation[key] !== undefined)) ||
    when.some(({ key }) => key.startsWith('request.'))
  );
}

/** What only HTTP requests have. */
const OF_HTTP = {
  source: ['requestPrincipals', 'notRequestPrincipals'],
  operation: ['hosts', 'notHosts', 'methods', 'notMethods', 'paths', 'notPaths'],
} as const;

function withoutHttp({ from, to, when = [] }: Rule): Rule {
  return {
    ...(from !== undefined && {
      from: from.map(({ source: { requestPrincipals: _, notRequestPrincipals: __, ...source } = {} }) => ({ source })),
    }),
    ...(to !== undefined && {
      to: to.map(({ operation: { ports, notPorts } = {} }) => ({
        operation: { ...(ports && { ports }), ...(notPorts && { notPorts }) },
      })),
    }),
    when: when.filter(({ key }) => !key.startsWith('request.')),
  };
}

function holdsFor({ from, to, when = [] }: Rule, request: Arriving, namespace: string): boolean | Unknown {
  return all([
    from === undefined ? true : any(from.map(({ source = {} }) => isFrom(source, request, namespace))),
    to === undefined ? true : any(to.map(({ operation = {} }) => isTo(operation, request))),
    ...when.map((each) => isMet(each, request)),
  ]);
}

function isFrom(source: Source, { principal, trustDomains }: Arriving, own: string): boolean | Unknown {
  const [, namespace, account] = /\/ns\/([^/]*)\/sa\/([^/]*)$/.exec(principal ?? '') ?? [];
  const accounts = namespace === undefined ? undefined : `${namespace}/${account ?? ''}`;
  const trust = principal?.split('/')[0];
  const complete = (list: readonly string[] | undefined): readonly string[] | undefined =>
    list?.map((each) => (each.includes('/') ? each : `${own}/${each}`));
  return all([
    isListed(
      principal,
      principalsMeant(source.principals, trustDomains),
      principalsMeant(source.notPrincipals, trustDomains),
    ),
    isListed(namespace, source.namespaces, source.notNamespaces),
    isListed(accounts, complete(source.serviceAccounts), complete(source.notServiceAccounts)),
    isListed(
      trust,
      domainsMeant(source.trustDomains, trustDomains),
      domainsMeant(source.notTrustDomains, trustDomains),
    ),
    isListed(undefined, source.requestPrincipals, source.notRequestPrincipals),
    ...[source.ipBlocks, source.notIpBlocks, source.remoteIpBlocks, source.notRemoteIpBlocks].map((list) =>
      list === undefined ? true : undefined,
    ),
  ]);
}

function isTo(operation: Operation, { authority, method, path, port }: Arriving): boolean | Unknown {
  const lower = (list: readonly string[] | undefined): readonly string[] | undefined =>
    list?.map((each) => each.toLowerCase());
  return all([
    isListed(authority.toLowerCase(), lower(operation.hosts), lower(operation.notHosts)),
    isListed(method, operation.methods, operation.notMethods),
    isListed(path, operation.paths, operation.notPaths, isPath),
    isListed(String(port), operation.ports, operation.notPorts),
  ]);
}

function isMet({ key, values, notValues }: Condition, request: Arriving): boolean | Unknown {
  const [, header] = /^request\.headers\[(.+)\]$/.exec(key) ?? [];
  if (header !== undefined) return isListed(request.headers[header.toLowerCase()], values, notValues);
  const [, namespace, account] = /\/ns\/([^/]*)\/sa\/([^/]*)$/.exec(request.principal ?? '') ?? [];
  switch (key) {
    case 'source.principal':
      return isListed(
        request.principal,
        principalsMeant(values, request.trustDomains),
        principalsMeant(notValues, request.trustDomains),
      );
    case 'source.namespace':
      return isListed(namespace, values, notValues);
    case 'source.serviceAccount':
      return isListed(account === undefined ? undefined : `${namespace ?? ''}/${account}`, values, notValues);
    case 'destination.port':
      return isListed(String(request.port), values, notValues);
    case 'connection.sni':
      return isListed(request.serverName, values, notValues);
    default:
      // a request without a token has no claims
      return key.startsWith('request.auth.') ? isListed(undefined, values, notValues) : undefined;
  }
}

function all(parts: readonly (boolean | Unknown)[]): boolean | Unknown {
  if (parts.includes(false)) return false;
  return parts.includes(undefined) ? undefined : true;
}

function any(parts: readonly (boolean | Unknown)[]): boolean | Unknown {
  if (parts.includes(true)) return true;
  return parts.includes(undefined) ? undefined : false;
}
