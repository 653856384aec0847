/**
 * Whether Envoy's filters of access control let a request in.
 * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/rbac/v3/rbac.proto
 * @module
 */
import { barePath, matchesFully, matchesHeader, matchesString } from './matchers';
import type { RbacCondition, RbacRules } from './rbac-rules';
import type { StringMatcher } from './route-resources';
import type { Http } from './wire';

/** What a filter knows of a request; a filter of connections does not know of HTTP. */
export interface Asked {
  readonly http: Http | undefined;
  readonly port: number;
  readonly serverName: string;
  /** The identity of the client; undefined if it shows none. */
  readonly identity: string | undefined;
}

/** Whether rules let a request in. */
export function isAllowed(rules: RbacRules | undefined, asked: Asked): boolean {
  if (rules === undefined || rules.action === 'LOG') return true;
  const isMatched = Object.values(rules.policies ?? {}).some(
    ({ permissions = [], principals = [] }) =>
      permissions.some((each) => holds(each, asked)) && principals.some((each) => holds(each, asked)),
  );
  return isMatched === (rules.action !== 'DENY');
}

function holds(condition: RbacCondition, asked: Asked): boolean {
  const { andRules, orRules, notRule, andIds, orIds, notId } = condition;
  const [and, or, not] = [andRules?.rules ?? andIds?.ids, orRules?.rules ?? orIds?.ids, notRule ?? notId];
  if (condition.any === true) return true;
  if (and !== undefined) return and.every((each) => holds(each, asked));
  if (or !== undefined) return or.some((each) => holds(each, asked));
  if (not !== undefined) return !holds(not, asked);
  return isMet(condition, asked);
}

function isMet(condition: RbacCondition, { http, port, serverName, identity }: Asked): boolean {
  const { header, urlPath, destinationPort, requestedServerName, authenticated, filterState, uriTemplate } = condition;
  if (header !== undefined) return http !== undefined && matchesHeader(header, http);
  if (urlPath !== undefined) return http !== undefined && matchesString(urlPath.path ?? {}, barePath(http.path));
  if (destinationPort !== undefined) return destinationPort === port;
  if (requestedServerName !== undefined) return matchesString(requestedServerName, serverName);
  if (authenticated !== undefined) return isIdentity(authenticated.principalName, identity);
  if (filterState?.key === 'io.istio.peer_principal') return isIdentity(filterState.stringMatch, identity);
  if (uriTemplate !== undefined)
    return (
      http !== undefined && matchesFully(templateOf(uriTemplate.typedConfig?.pathTemplate ?? ''), barePath(http.path))
    );
  // requests of the oracle have no tokens
  if (condition.metadata !== undefined || condition.sourcedMetadata !== undefined) return false;
  throw new Error(`a condition of access control is not known: ${JSON.stringify(condition)}`);
}

function isIdentity(matcher: StringMatcher | undefined, identity: string | undefined): boolean {
  return identity !== undefined && (matcher === undefined || matchesString(matcher, identity));
}

/** A template of paths as a regular expression: `*` is one segment, `**` any number of them. */
function templateOf(template: string): string {
  return template
    .replaceAll(/[.+?^$()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(/\{?\*\*\}?/g, '.\u0000')
    .replaceAll(/\{?\*\}?/g, '[^/]+')
    .replaceAll('\u0000', '*');
}
