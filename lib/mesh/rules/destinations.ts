/**
 * Reads the destinations of a rule.
 * @module
 */
import { listText } from '../../errors';
import { isPlain, type Part } from '../../reading';
import type { Cluster } from '../cluster';
import { type KnownClusters, readVersion, type RoutedVersions } from '../known-clusters';
import { readHeaders } from './headers';
import { RULES } from './messages';
import { ANY_VERSION, type RouteDestination } from './planned-rule';
import { readWeights } from './read-weights';
import type { Destination } from './rule';

/** The version and the cluster of a destination or a mirror, as parts to be read. */
interface Place<V extends string> {
  readonly version: Part<V>;
  readonly cluster: Part<Cluster>;
}

/** The version and the cluster that requests go to. */
type Target = Pick<RouteDestination, 'version' | 'cluster'>;

/** Reads the destinations of an HTTP rule that forwards requests. Leaves out those with a faulty version or cluster. */
export function readDestinations<V extends string>(
  rule: Part,
  to: Part<readonly Destination<V>[]>,
  service: RoutedVersions<V>,
  clusters: KnownClusters,
): readonly RouteDestination[] {
  if (!to.isGiven) return to.isAbsent ? ANY_VERSION : [];
  const parts = listDestinations(rule, to, service).map((part) =>
    part.options(['version', 'cluster', 'weight', 'headers']),
  );
  const read = parts.map(({ headers, ...place }) => {
    const target = readPlace(place, service, clusters);
    const sound = headers.optional(readHeaders);
    return target && { ...target, ...(sound && { headers: sound }) };
  });
  return weighted(rule, read, parts);
}

/** Reads the destinations of a TCP or TLS rule, which have no headers. Leaves out those with a faulty version or cluster. */
export function readL4Destinations<V extends string>(
  rule: Part,
  to: Part<readonly Omit<Destination<V>, 'headers'>[]>,
  service: RoutedVersions<V>,
  clusters: KnownClusters,
): readonly RouteDestination[] {
  if (!to.isGiven) return to.isAbsent ? ANY_VERSION : [];
  const parts = listDestinations(rule, to, service).map((part) => part.options(['version', 'cluster', 'weight']));
  const read = parts.map((place) => readPlace(place, service, clusters));
  return weighted(rule, read, parts);
}

/** Reads the version and the cluster of a destination or a mirror (MC008, MC009, MC090); undefined if one is faulty. */
export function readPlace<V extends string>(
  { version: given, cluster }: Place<V>,
  service: RoutedVersions<V>,
  clusters: KnownClusters,
): Target | undefined {
  const version = readVersion(given, service);
  const pin = cluster.optional((part) => clusters.readCluster(part));
  if (version !== undefined && pin !== undefined) checkRuns(cluster, version, pin, service);
  return version !== undefined && cluster.isSound ? { version, cluster: pin } : undefined;
}

function checkRuns<V extends string>(part: Part, version: V, cluster: Cluster, service: RoutedVersions<V>): void {
  const places = service.clustersOf(version);
  // a version that runs nowhere is already reported
  if (places.length === 0 || places.includes(cluster)) return;
  const names = places.map(({ name }) => name);
  const fix = `Choose ${listText(names, 'or')}, or leave "cluster" out to use every cluster that runs it.`;
  part.must(RULES.MC090, `be a cluster that runs "${version}"`, { fix });
}

/** The destinations of a rule (MC017). Messages call each by its version if no other destination has the same one. */
function listDestinations<V extends string, D extends Pick<Destination<V>, 'version'>>(
  rule: Part,
  to: Part<readonly D[]>,
  { versions }: RoutedVersions<V>,
): readonly Part<D>[] {
  const items = to.list('destinations', 'destination');
  if (to.isSound) to.notEmpty(RULES.MC017, 'at least one destination');
  const named = items.map(({ value }) => (isPlain(value) && 'version' in value ? value.version : undefined));
  return items.map((item, index) => {
    const version = versions.find((known) => known === named[index]);
    const isTold = version !== undefined && named.filter((name) => name === version).length === 1;
    return isTold ? item.named(`version "${version}" in ${rule.title}`) : item;
  });
}

function weighted(
  rule: Part,
  read: readonly (Omit<RouteDestination, 'weight'> | undefined)[],
  parts: readonly { readonly weight: Part<number> }[],
): readonly RouteDestination[] {
  const shares = readWeights(
    rule,
    parts.map(({ weight }) => weight),
  );
  return read.flatMap((destination, index) =>
    destination === undefined ? [] : [{ ...destination, weight: read.length > 1 ? shares[index] : undefined }],
  );
}
