/**
 * Destinations of rules: versions, and the clusters that run them.
 * @module
 */
import {
  type Cluster,
  compareNames,
  type GatewayAddress,
  type IMeshService,
  type PlannedRule,
  type RouteDestination,
} from '../mesh';
import { subsetOf } from './subset-name';

/** The version and the cluster that a destination names. Both are optional. A target that names a cluster is pinned to it. */
export type Target = Pick<RouteDestination, 'version' | 'cluster'>;

/** A destination of calls from one cluster, and where it runs. */
export interface DestinationView extends Target {
  /** The caller's cluster; undefined where callers in all clusters get the same. */
  readonly from: Cluster | undefined;
  /** Whether it runs in the caller's cluster. */
  readonly here: boolean;
  /** The other clusters that serve it to these callers, in name order. */
  readonly remotes: readonly Cluster[];
  /** The callers' cluster, if they stay in it although other clusters run the destination too. */
  readonly keptIn: Cluster | undefined;
}

/** Whether some requests to a destination leave the cluster. */
export function isRemote({ remotes }: DestinationView): boolean {
  return remotes.length > 0;
}

/** Whether a destination runs in several clusters, including the caller's. */
export function hasSeveralPlaces({ here, remotes }: DestinationView): boolean {
  return here ? remotes.length > 0 : remotes.length > 1;
}

/** Whether a destination has several endpoints: it runs in several clusters, or its only cluster has several addresses. */
export function hasSeveralEndpoints(destination: DestinationView): boolean {
  return hasSeveralPlaces(destination) || addressCounts(destination).some((count) => count > 1);
}

/** The addresses of a cluster's gateway that callers in another cluster reach: those of its IP families, and names. */
export function addressesFor(from: Cluster | undefined, { gateway }: Cluster): readonly GatewayAddress[] {
  const addresses = gateway?.addresses ?? [];
  const families = from?.ipFamilies;
  if (families === undefined) return addresses;
  return addresses.filter(({ family }) => family === undefined || families.includes(family));
}

/** For each other cluster that serves a destination, how many addresses its callers reach. */
export function addressCounts({ from, remotes }: DestinationView): readonly number[] {
  return remotes.map((cluster) => addressesFor(from, cluster).length);
}

/** The name of a target's subset; undefined for any version in any cluster. */
export function subsetName({ version, cluster }: Partial<Target>): string | undefined {
  return version === undefined ? cluster?.name : subsetOf(version, cluster);
}

/** What messages call a destination of a service. */
export function targetTitle({ name }: IMeshService, version: string | undefined): string {
  return `${version === undefined ? '' : `version "${version}" of `}"${name}"`;
}

/** What rules name as destinations and mirrors, in their order. */
export function namedIn(rules: readonly PlannedRule[]): readonly Target[] {
  const named = rules.flatMap(({ to, actions: { mirrors = [] } }) => [...to, ...mirrors]);
  return named.map(({ version, cluster }) => ({ version, cluster }));
}

/** The distinct targets of rules, mirrors included, in the order of their subsets. */
export function targetsOf(rules: readonly PlannedRule[]): readonly Target[] {
  return bySubset(namedIn(rules));
}

/** The clusters that serve a target. */
export function clustersOf(service: IMeshService, { version, cluster }: Target): readonly Cluster[] {
  return service.clustersOf(version).filter((place) => cluster === undefined || place === cluster);
}

/** Each target once, in the order of their subsets. */
export function bySubset<T extends Target>(targets: readonly T[]): readonly T[] {
  const distinct = new Map(targets.map((target) => [targetKey(target), target]));
  const named = [...distinct.values()].map((target) => ({ target, name: subsetName(target) ?? '' }));
  return named.sort((a, b) => compareNames(a.name, b.name)).map(({ target }) => target);
}

/** A text that is the same for equal targets only. Names of subsets may clash, which is reported. */
export function targetKey({ version = '', cluster }: Target): string {
  return `${version}/${cluster?.name ?? ''}`;
}

/** The destinations that some targets name. */
export function destinationsOf(
  targets: readonly Target[],
  destinations: readonly DestinationView[],
): readonly DestinationView[] {
  const keys = new Set(targets.map(targetKey));
  return destinations.filter((destination) => keys.has(targetKey(destination)));
}
