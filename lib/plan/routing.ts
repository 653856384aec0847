/**
 * Finds once which rules of a service each cluster gets, and which rules hide others. Checks and views use the result.
 * @module
 */
import type { RouteProtocol } from '../istio';
import { findHiders, type Hider } from '../match';
import { type Cluster, type IMeshService, type PlannedRule, Route } from '../mesh';

/** A group of clusters whose callers get the same rules. */
export interface CallerGroup {
  readonly callers: readonly Cluster[];
  /** For each rule that they get, by its index in the route, what hides each alternative. */
  readonly hiders: ReadonlyMap<number, readonly (Hider | undefined)[]>;
  /** The rules that can match in these clusters, each with the alternatives that can match. */
  readonly rules: readonly PlannedRule[];
}

/** Clusters that get the same rules of a route. */
interface GroupWithRules extends Pick<CallerGroup, 'callers'> {
  readonly indexes: readonly number[];
}

/** A route, and who gets which of its rules. */
export interface Routing {
  readonly route: Route;
  /** The groups of clusters. Every cluster of the mesh is in one group, even if nothing in it calls the service. */
  readonly groups: readonly CallerGroup[];
}

/** The parts of a VirtualService, in the order in which they are written. */
const ROUTE_PROTOCOLS: readonly RouteProtocol[] = ['http', 'tls', 'tcp'];

/** Stands for ports that could not be read. Rules that do not name one port apply to it. */
const UNKNOWN_PORT = NaN;

/**
 * A route for each kind of port that a service has: the given route, or an implied one. If its ports could not be read, it has
 * the given routes: the order of their rules is right or wrong whatever the ports are.
 */
export function routesOf(service: IMeshService): readonly Route[] {
  if (service.ports.length === 0) return service.routes.length > 0 ? service.routes : [Route.implied(service)];
  return ROUTE_PROTOCOLS.flatMap((protocol) => {
    const implied = Route.implied(service, protocol);
    if (implied.ports.length === 0) return [];
    return service.routes.find((route) => route.protocol === protocol) ?? implied;
  });
}

/** The routes of a service, and who gets which of their rules. */
export function routingsOf(service: IMeshService, clusters: readonly Cluster[]): readonly Routing[] {
  return routesOf(service).map((route) => ({ route, groups: groupCallers(route, clusters) }));
}

/** The groups of a routing, restricted to clusters in `callers`. */
export function groupsAmong({ groups }: Routing, callers: ReadonlySet<Cluster>): readonly CallerGroup[] {
  return groups
    .map((group) => {
      const among = group.callers.filter((cluster) => callers.has(cluster));
      return among.length === group.callers.length ? group : { ...group, callers: among };
    })
    .filter((group) => group.callers.length > 0);
}

function groupCallers(route: Route, clusters: readonly Cluster[]): readonly CallerGroup[] {
  return groupsWithRules(route, clusters).map(({ callers, indexes }) => {
    const hiders = hidersAmong(route, indexes);
    return {
      callers,
      hiders,
      rules: [...hiders].flatMap(([index, hidden]) => visiblePart(route.rules[index], hidden)),
    };
  });
}

/** The clusters that get the same rules of a route, and the indexes of these rules. Most routes have no rules for some clusters only. */
function groupsWithRules({ rules }: Route, clusters: readonly Cluster[]): readonly GroupWithRules[] {
  if (rules.every(({ from }) => from === undefined)) return [{ callers: clusters, indexes: [...rules.keys()] }];
  const groups = new Map<string, GroupWithRules & { readonly callers: Cluster[] }>();
  for (const cluster of clusters) {
    const indexes = [...rules.keys()].filter((index) => rules[index]?.from?.includes(cluster) ?? true);
    const key = indexes.join();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { callers: [cluster], indexes });
    else group.callers.push(cluster);
  }
  return [...groups.values()];
}

/** What hides each rule of a route from callers that only get the rules at `indexes`. */
function hidersAmong(route: Route, indexes: readonly number[]): CallerGroup['hiders'] {
  const rules = indexes.flatMap((index) => route.rules[index] ?? []);
  const { ports: known } = route.service;
  const ports = known.length === 0 ? [UNKNOWN_PORT] : route.ports.map(({ number }) => number);
  const inRoute = (hider: Hider): Hider => ({ ...hider, rule: indexes[hider.rule] ?? hider.rule });
  const found = findHiders(rules, ports).map((alternatives) => alternatives.map((hider) => hider && inRoute(hider)));
  return new Map(indexes.map((index, position) => [index, found[position] ?? []]));
}

/** A rule with the alternatives that nothing hides; no rule if all are hidden. */
function visiblePart(rule: PlannedRule | undefined, hidden: readonly (Hider | undefined)[]): readonly PlannedRule[] {
  if (rule === undefined || hidden.every((hider) => hider !== undefined)) return [];
  const match = rule.match.filter((_, alternative) => hidden[alternative] === undefined);
  return match.length === rule.match.length ? [rule] : [{ ...rule, match }];
}
