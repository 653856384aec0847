/**
 * What destinations are called in a VirtualService.
 * @module
 */
import { type Destination, serviceHost } from '../../istio';
import { type DestinationView, subsetName, type Target } from '../destination';
import type { ServiceView } from '../view';

/** Answers what a target of a rule is called. */
export type NameOf = (target: Target) => Destination;

/** What the targets of a service's rules are called in a cluster, given what its destinations are. */
export function namesIn(
  { service, destinations }: ServiceView,
  destinationOf: (destination: DestinationView) => Destination,
): NameOf {
  const names = new Map(destinations.map((destination) => [subsetName(destination), destinationOf(destination)]));
  return (target) => names.get(subsetName(target)) ?? { host: serviceHost(service) };
}
