/**
 * Whether a rule of an AuthorizationPolicy holds for a request.
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 * @module
 */
import type { AuthorizationPolicySpec } from '../../istio';
import type { Arriving } from './arriving';
import { isMet } from './conditions';
import { isIdentity } from './identities';
import { isListed, isPath } from './texts';
import { claimed } from './tokens';

type Rule = NonNullable<AuthorizationPolicySpec['rules']>[number];
type Source = NonNullable<NonNullable<Rule['from']>[number]['source']>;
type Operation = NonNullable<NonNullable<Rule['to']>[number]['operation']>;

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

function holdsFor({ from = [], to = [], when = [] }: Rule, request: Arriving, namespace: string): boolean | Unknown {
  return all([
    from.length === 0 ? true : any(from.map(({ source = {} }) => isFrom(source, request, namespace))),
    to.length === 0 ? true : any(to.map(({ operation = {} }) => isTo(operation, request))),
    ...when.map((each) => isMet(each, request, namespace)),
  ]);
}

function isFrom(source: Source, request: Arriving, own: string): boolean | Unknown {
  return all([
    isIdentity('principal', [source.principals, source.notPrincipals], request, own),
    isIdentity('namespace', [source.namespaces, source.notNamespaces], request, own),
    isIdentity('serviceAccount', [source.serviceAccounts, source.notServiceAccounts], request, own),
    isIdentity('trustDomain', [source.trustDomains, source.notTrustDomains], request, own),
    claimed(source.requestPrincipals, source.notRequestPrincipals, request),
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

function all(parts: readonly (boolean | Unknown)[]): boolean | Unknown {
  if (parts.includes(false)) return false;
  return parts.includes(undefined) ? undefined : true;
}

function any(parts: readonly (boolean | Unknown)[]): boolean | Unknown {
  if (parts.includes(true)) return true;
  return parts.includes(undefined) ? undefined : false;
}
