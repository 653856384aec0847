/**
 * Writes TCP and TLS rules as Istio's objects.
 * @module
 */
import type { RouteDestination, TCPRoute, TLSRoute } from '../../istio';
import type { PlannedRule } from '../../mesh';
import type { NameOf } from './destination-names';

/** A TCP rule. */
export function tcpRuleSpec({ match, to }: PlannedRule, nameOf: NameOf): TCPRoute {
  return { ...(match.length > 0 && { match }), route: destinations(to, nameOf) };
}

/** A TLS rule. Istio requires server names, and only accepts hosts of the VirtualService. */
export function tlsRuleSpec({ match, to }: PlannedRule, nameOf: NameOf, host: string): TLSRoute {
  const alternatives = match.length === 0 ? [{}] : match;
  return {
    match: alternatives.map((conditions) => ({ sniHosts: [host], ...conditions })),
    route: destinations(to, nameOf),
  };
}

function destinations(to: PlannedRule['to'], nameOf: NameOf): readonly RouteDestination[] {
  return to.map(({ version, cluster, weight }) => ({
    destination: nameOf({ version, cluster }),
    ...(weight !== undefined && { weight }),
  }));
}
