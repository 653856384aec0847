/**
 * How one cluster sees one service: what runs there, who calls from there, and where those calls go.
 * @module
 */
import {
  type Caller,
  type Cluster,
  type IMeshService,
  IngressGateway,
  type MeshDescription,
  type PlannedRule,
  type Route,
} from '../mesh';
import type { Calls } from './callers';
import { bySubset, clustersOf, type DestinationView, type Target, targetsOf } from './destination';
import { groupsAmong, type Routing } from './routing';

/** A route as callers in one cluster get it. */
export interface RouteView {
  readonly route: Route;
  /** The rules that callers here get, and that can match. */
  readonly rules: readonly PlannedRule[];
}

/** A service as one cluster sees it. */
export interface ServiceView {
  readonly service: IMeshService;
  readonly cluster: Cluster;
  /** The versions that run here, in name order. */
  readonly versionsHere: readonly string[];
  /** Whether something here calls the service. */
  readonly called: boolean;
  /** The callers here, as declared. */
  readonly callers: readonly Caller[];
  /** The callers that are ingress gateways. */
  readonly ingressGateways: readonly IngressGateway[];
  /** The callers in all clusters that are let in; undefined for everyone. */
  readonly admitted: readonly Caller[] | undefined;
  /** Whether another cluster sends requests here. */
  readonly exposed: boolean;
  /** Whether calls from any cluster name subsets of the Service here. */
  readonly needsSubsets: boolean;
  /** The routes for calls from here, one for each kind of port. A route is given, or implied if a version runs elsewhere. */
  readonly routes: readonly RouteView[];
  /** The distinct destinations of these rules, mirrors included, in name order. */
  readonly destinations: readonly DestinationView[];
  /**
   * The destinations of callers in any cluster that stay in it although other clusters run the destination too. Each names that
   * cluster.
   */
  readonly kept: readonly Target[];
}

/** The rules that some clusters get, and where their destinations run. */
interface Traffic extends RouteView {
  readonly callers: ReadonlySet<Cluster>;
  readonly targets: readonly PlacedTarget[];
}

/** A target, and the clusters that run it. */
interface PlacedTarget extends Target {
  readonly places: readonly Cluster[];
}

/** How a service is called: its calls, the clusters that run a caller, and who gets which rules. */
interface Called {
  readonly calls: Calls;
  readonly callers: ReadonlySet<Cluster>;
  readonly routings: readonly Routing[];
}

/** A service as each cluster of the mesh sees it, in the order of the clusters. */
export function viewsOf(
  mesh: MeshDescription,
  service: IMeshService,
  { calls = [], callers, routings }: Called,
): readonly ServiceView[] {
  const traffic = routings.flatMap((routing) => trafficOf(routing, service, callers));
  const placesByVersion = service.versions.map((version) => [version, service.clustersOf(version)] as const);
  const places = service.clustersOf();
  const admitted = mesh.leastPrivilege ? calls.map(({ caller }) => caller) : undefined;
  const called = mesh.clusters.map((cluster) => {
    const isElsewhere = places.some((place) => place !== cluster);
    const here = traffic.filter(
      (each) => each.callers.has(cluster) && (isElsewhere || service.routes.includes(each.route)),
    );
    return { cluster, here, destinations: destinationsFrom(cluster, service, here) };
  });
  const all = called.flatMap(({ destinations }) => destinations);
  const reached = new Set(all.flatMap(({ remotes }) => remotes));
  const kept = bySubset(all.flatMap(({ version, keptIn }) => (keptIn ? [{ version, cluster: keptIn }] : [])));
  return called.map(({ cluster, here, destinations }) => {
    const callersHere = calls.filter(({ clusters }) => clusters.includes(cluster)).map(({ caller }) => caller);
    const exposed = reached.has(cluster);
    return {
      service,
      cluster,
      versionsHere: placesByVersion.filter(([, clusters]) => clusters.includes(cluster)).map(([version]) => version),
      called: callers.has(cluster),
      callers: callersHere,
      ingressGateways: callersHere.filter((caller) => caller instanceof IngressGateway),
      admitted,
      exposed,
      needsSubsets: places.includes(cluster) && (service.routes.length > 0 || exposed),
      routes: here,
      destinations,
      kept,
    };
  });
}

/** The traffic of a routing, for each group of its callers. */
function trafficOf(routing: Routing, service: IMeshService, callers: ReadonlySet<Cluster>): readonly Traffic[] {
  return groupsAmong(routing, callers).map(({ callers: clusters, rules }) => {
    const targets = targetsOf(rules).map((target) => ({ ...target, places: clustersOf(service, target) }));
    return { route: routing.route, rules, callers: new Set(clusters), targets };
  });
}

/** The destinations of calls from a cluster. */
function destinationsFrom(
  cluster: Cluster,
  service: IMeshService,
  traffic: readonly Traffic[],
): readonly DestinationView[] {
  const [only, ...others] = traffic;
  // those of one routing are distinct and in order already
  const targets = others.length === 0 ? (only?.targets ?? []) : bySubset(traffic.flatMap((each) => each.targets));
  return targets.map((target) => seenFrom(cluster, service, target));
}

/** A target as callers in a cluster see it. Under the distribution "local", they stay in their cluster if it runs the target. */
function seenFrom(from: Cluster, { distribution }: IMeshService, target: PlacedTarget): DestinationView {
  const { version, cluster, places } = target;
  const here = places.includes(from);
  const isKept = distribution === 'local' && here && places.length > 1;
  // clusters that do not run it share the list
  const remotes = isKept ? [] : here ? places.filter((place) => place !== from) : places;
  return { version, cluster, from, here, remotes, keptIn: isKept ? from : undefined };
}
