/**
 * Which clusters see a service alike.
 * @module
 */
import { isEqual } from '../reading';
import type { DestinationView } from './destination';
import { rankLabels } from './distribution';
import type { ServiceView } from './view';

/**
 * Whether two clusters see a service alike, so that both get the same objects for it. What follows from this is not compared: who
 * has the same rules has the same destinations, for example. Of a cluster itself, what counts is its place in the order of the
 * service, the IP families of its callers, and where its gateway is.
 * @param keepsBySubset whether callers that stay in their cluster have a destination that names it
 */
export function isAlike(one: ServiceView, other: ServiceView, keepsBySubset = false): boolean {
  return (
    one.service === other.service &&
    one.exposed === other.exposed &&
    one.admitted === other.admitted &&
    areEqual(one.versionsHere, other.versionsHere) &&
    areEqual(one.callers, other.callers) &&
    areEqual(one.destinations, other.destinations, isSeenAlike) &&
    !(keepsBySubset && one.destinations.some(({ keptIn }) => keptIn !== undefined)) &&
    areEqual(one.routes, other.routes, (a, b) => a.route === b.route && a.rules === b.rules) &&
    one.kept === other.kept &&
    areClustersAlike(one, other)
  );
}

/** Whether callers in two clusters see a destination of the same rule alike. */
function isSeenAlike(one: DestinationView, other: DestinationView): boolean {
  return (one.keptIn === undefined) === (other.keptIn === undefined) && areEqual(one.remotes, other.remotes);
}

function areClustersAlike({ service, cluster }: ServiceView, { cluster: other }: ServiceView): boolean {
  return (
    isEqual(rankLabels(service, cluster), rankLabels(service, other)) &&
    isEqual(cluster.ipFamilies, other.ipFamilies) &&
    cluster.gateway?.object?.namespace === other.gateway?.object?.namespace
  );
}

function areEqual<T>(
  values: readonly T[],
  others: readonly T[],
  isSame: (value: T, other: T) => boolean = Object.is,
): boolean {
  if (values === others) return true;
  if (values.length !== others.length) return false;
  return values.every((value, index) => {
    const other = others[index];
    return other !== undefined && isSame(value, other);
  });
}
