/**
 * The hosts and subsets of destinations in a VirtualService.
 * @module
 */
import { type Destination, serviceHost } from '../../istio';
import { type DestinationView, type Target, targetKey } from '../destination';
import type { ServiceView } from '../view';

/** Answers the host and the subset of a target. */
export type NameOf = (target: Target) => Destination;

/** Answers the host and the subset of each target of a service in a cluster, from those of its destinations. */
export function namesIn(
  { service, destinations }: ServiceView,
  destinationOf: (destination: DestinationView) => Destination,
): NameOf {
  const names = new Map(destinations.map((destination) => [targetKey(destination), destinationOf(destination)]));
  return (target) => names.get(targetKey(target)) ?? { host: serviceHost(service) };
}
