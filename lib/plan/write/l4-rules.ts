/**
 * TCP and TLS rules as Istio's objects.
 * @module
 */
import type { TcpRoute, TlsRoute } from '../../istio';
import type { PlannedRule } from '../../mesh';
import { matchSpec } from './match-spec';
import type { Find } from './http-rules';

/** A TCP rule. */
export function tcpRuleSpec({ match, to }: PlannedRule, find: Find): TcpRoute {
  return { ...(match.length > 0 && { match: match.map(matchSpec) }), route: destinations(to, find) };
}

/**
 * A TLS rule. Istio has none without server names, and accepts only the hosts of the VirtualService as server names.
 */
export function tlsRuleSpec({ match, to }: PlannedRule, find: Find, host: string): TlsRoute {
  const alternatives = match.length === 0 ? [{}] : match.map(matchSpec);
  return {
    match: alternatives.map((conditions) => ({ sniHosts: [host], ...conditions })),
    route: destinations(to, find),
  };
}

function destinations(to: PlannedRule['to'], find: Find): TcpRoute['route'] {
  return to.map(({ version, cluster, weight }) => ({
    destination: find({ version, cluster }),
    ...(weight !== undefined && { weight }),
  }));
}
