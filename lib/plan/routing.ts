/**
 * Which rules of a route are in force where, and which can match nowhere.
 * @module
 */
import type { RouteProtocol } from '../istio';
import { findHiders, type Hider } from '../match';
import { type Cluster, type IMeshService, type PlannedRule, Route } from '../mesh';

/** The rules that callers in some clusters get. */
export interface Routing {
  readonly callers: ReadonlySet<Cluster>;
  /** The rules that can match there, each with the alternatives that can. */
  readonly rules: readonly PlannedRule[];
}

/** Callers that get the same rules. */
export interface CallerGroup {
  readonly callers: readonly Cluster[];
  /** The rules that they get, by index in the route: for each alternative, what hides it. */
  readonly hiders: ReadonlyMap<number, readonly (Hider | undefined)[]>;
}

/** The parts of a VirtualService, in the order in which they are written. */
const ROUTE_PROTOCOLS: readonly RouteProtocol[] = ['http', 'tls', 'tcp'];

/** A route for each kind of ports that a service has: given, or implied by calls across clusters. */
export function routesOf(service: IMeshService): readonly Route[] {
  return ROUTE_PROTOCOLS.flatMap((protocol) => {
    const implied = Route.implied(service, protocol);
    if (implied.ports.length === 0) return [];
    return service.routes.find((route) => route.protocol === protocol) ?? implied;
  });
}

/** The callers of a route, those together that get the same rules. */
export function groupCallers(route: Route, callers: Iterable<Cluster>): readonly CallerGroup[] {
  const ports = route.ports.map(({ number }) => number);
  const groups = new Map<string, { readonly callers: Cluster[]; readonly indexes: readonly number[] }>();
  for (const cluster of callers) {
    const indexes = [...route.rules.keys()].filter((index) => route.rules[index]?.from?.includes(cluster) ?? true);
    const group = groups.get(indexes.join()) ?? { callers: [], indexes };
    group.callers.push(cluster);
    groups.set(indexes.join(), group);
  }
  return [...groups.values()].map(({ callers: clusters, indexes }) => {
    const found = findHiders(
      indexes.flatMap((index) => route.rules[index] ?? []),
      ports,
    );
    const hiders = found.map((alternatives) =>
      alternatives.map((hider) => hider && { ...hider, rule: indexes[hider.rule] ?? hider.rule }),
    );
    return { callers: clusters, hiders: new Map(indexes.map((index, position) => [index, hiders[position] ?? []])) };
  });
}

/** The rules that each cluster of callers gets: those that are for it and can match there. */
export function routingsOf(route: Route, callers: Iterable<Cluster>): readonly Routing[] {
  return groupCallers(route, callers).map(({ callers: clusters, hiders }) => ({
    callers: new Set(clusters),
    rules: [...hiders].flatMap(([index, hidden]) => {
      const rule = route.rules[index];
      if (rule === undefined || hidden.every((hider) => hider !== undefined)) return [];
      const match = rule.match.filter((_, alternative) => hidden[alternative] === undefined);
      return match.length === rule.match.length ? [rule] : [{ ...rule, match }];
    }),
  }));
}
