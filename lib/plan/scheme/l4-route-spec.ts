/**
 * Rules for connections that are not HTTP as Istio writes them.
 * @module
 */
import type { RouteDestination, TCPRoute, TLSRoute } from '../../istio';
import type { PlannedRule } from '../../mesh';
import type { Find } from './route-spec';

/** A rule for connections of TCP. */
export function tcpRuleSpec({ match, to }: PlannedRule, find: Find): TCPRoute {
  return { ...(match.length > 0 && { match }), route: destinations(to, find) };
}

/**
 * A rule for connections of TLS to a host: Istio has none without server names, and accepts no other than those of the
 * hosts that are routed.
 */
export function tlsRuleSpec({ match, to }: PlannedRule, find: Find, host: string): TLSRoute {
  const alternatives = match.length === 0 ? [{}] : match;
  return {
    match: alternatives.map((conditions) => ({ sniHosts: [host], ...conditions })),
    route: destinations(to, find),
  };
}

function destinations(to: PlannedRule['to'], find: Find): readonly RouteDestination[] {
  return to.map(({ version, cluster, weight }) => ({
    destination: find({ version, cluster }),
    ...(weight !== undefined && { weight }),
  }));
}
