/**
 * What one service means to one cluster: what runs there, who calls from there, where those calls go.
 * @module
 */
import {
  type Caller,
  type Cluster,
  compareNames,
  type IMeshService,
  IngressGateway,
  type MeshDescription,
  type PlannedRule,
  type Route,
  type RouteDestination,
} from '../mesh';
import { routesOf, routingsOf } from './routing';

/** What a destination of a rule names: a version, or any version, and the cluster that it is pinned to, if any. */
export type Target = Pick<RouteDestination, 'version' | 'cluster'>;

/** A destination of a cluster's calls, and where it runs. */
export interface DestinationView extends Target {
  /** Whether it runs in the caller's cluster. */
  readonly here: boolean;
  /** The other clusters that serve it, in name order. */
  readonly remotes: readonly Cluster[];
}

/** Whether some of a destination's requests leave the cluster. */
export function isRemote({ remotes }: DestinationView): boolean {
  return remotes.length > 0;
}

/** Whether a destination runs in several clusters, the caller's included. */
export function hasSeveralPlaces({ here, remotes }: DestinationView): boolean {
  return here ? remotes.length > 0 : remotes.length > 1;
}

/** The name of a destination's subset among all that a service has; undefined for any version. */
export function subsetName({ version, cluster }: Target): string | undefined {
  return version === undefined || cluster === undefined ? version : `${version}-${cluster.name}`;
}

/** What messages call a destination of a service. */
export function targetTitle({ name }: IMeshService, version: string | undefined): string {
  return `${version === undefined ? '' : `version "${version}" of `}"${name}"`;
}

/** A route as callers in one cluster get it. */
export interface RouteView {
  readonly route: Route;
  /** Its rules that are for callers here, and can match. */
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
  /** What here calls it, as declared. */
  readonly callers: readonly Caller[];
  /** Those of them that are ingress gateways. */
  readonly ingressGateways: readonly IngressGateway[];
  /** Who is let in, from wherever; undefined for everyone. */
  readonly admitted: readonly Caller[] | undefined;
  /** Whether another cluster sends requests here. */
  readonly exposed: boolean;
  /** Whether calls, from here or from elsewhere, name subsets of the Service here. */
  readonly needsSubsets: boolean;
  /** The routes for calls from here, one for each kind of ports: given, or implied when a version runs elsewhere. */
  readonly routes: readonly RouteView[];
  /** The distinct destinations of these rules, mirrors included, in name order. */
  readonly destinations: readonly DestinationView[];
}

/** A service as each cluster of the mesh sees it. */
export function viewsOf(mesh: MeshDescription, service: IMeshService): readonly ServiceView[] {
  const callers = callerClusters(mesh, service);
  const places = service.clustersOf();
  const placesByVersion = service.versions.map((version) => [version, service.clustersOf(version)] as const);
  const routings = routesOf(service).flatMap((route) =>
    routingsOf(route, callers).map((routing) => {
      const routed = targetsOf(routing.rules).map((target) => ({ ...target, places: clustersOf(service, target) }));
      return { route, ...routing, routed, places: new Set(routed.flatMap((target) => target.places)) };
    }),
  );
  const calls = (mesh.calls ?? []).filter(({ callee }) => callee === service);
  const admitted = mesh.leastPrivilege ? calls.map(({ caller }) => caller) : undefined;
  return mesh.clusters.map((cluster) => {
    const callersHere = calls.filter(({ clusters }) => clusters.includes(cluster)).map(({ caller }) => caller);
    const isElsewhere = places.some((place) => place !== cluster);
    const here = routings.filter(
      (each) => each.callers.has(cluster) && (isElsewhere || service.routes.includes(each.route)),
    );
    const exposed = routings.some(
      (each) => each.places.has(cluster) && each.callers.size > (each.callers.has(cluster) ? 1 : 0),
    );
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
      routes: here.map(({ route, rules }) => ({ route, rules })),
      destinations: bySubset(here.flatMap(({ routed }) => routed)).map(({ places: clusters, ...target }) => ({
        ...target,
        here: clusters.includes(cluster),
        remotes: clusters.filter((place) => place !== cluster),
      })),
    };
  });
}

/** The services that nothing calls; none when no call is declared, as every cluster calls everything then. */
export function uncalledServices({ services, calls }: MeshDescription): readonly IMeshService[] {
  if (calls === undefined) return [];
  const called = new Set(calls.map(({ callee }) => callee));
  return services.filter((service) => !called.has(service));
}

/** A mesh with the calls of services only. */
export function withoutIngress(mesh: MeshDescription): MeshDescription {
  return { ...mesh, calls: mesh.calls?.filter(({ caller }) => !(caller instanceof IngressGateway)) };
}

/** The order in which services are written: those no other calls first, then by name. */
export function inWritingOrder(mesh: MeshDescription): readonly IMeshService[] {
  const first = new Set(uncalledServices(withoutIngress(mesh)));
  return [...first, ...mesh.services.filter((service) => !first.has(service))];
}

/** The clusters that run a caller of a service. */
export function callerClusters(mesh: MeshDescription, service: IMeshService): ReadonlySet<Cluster> {
  if (mesh.calls === undefined) return new Set(mesh.clusters);
  const calls = mesh.calls.filter(({ callee }) => callee === service);
  return new Set(calls.flatMap(({ clusters }) => clusters));
}

/** The distinct targets of rules, mirrors included, in the order of their subsets. */
export function targetsOf(rules: readonly PlannedRule[]): readonly Target[] {
  const named = rules.flatMap(({ to, actions: { mirrors = [] } }) => [...to, ...mirrors]);
  return bySubset(named.map(({ version, cluster }) => ({ version, cluster })));
}

/** The clusters that serve a target. */
export function clustersOf(service: IMeshService, { version, cluster }: Target): readonly Cluster[] {
  return service.clustersOf(version).filter((place) => cluster === undefined || place === cluster);
}

/** Each target once, in the order of their subsets. */
function bySubset<T extends Target>(targets: readonly T[]): readonly T[] {
  const named = new Map(targets.map((target) => [subsetName(target) ?? '', target]));
  return [...named].sort(([a], [b]) => compareNames(a, b)).map(([, target]) => target);
}
