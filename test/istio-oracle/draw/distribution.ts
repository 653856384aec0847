/**
 * Draws which endpoints services prefer, as they say themselves.
 * @module
 */
import type { Dice } from '../../e2e/random/dice';
import type { Kube, Labels } from '../kubernetes/objects';

const ANNOTATION = 'networking.istio.io/traffic-distribution';

/** The values of the field `trafficDistribution` of Services. */
export const DISTRIBUTIONS = ['PreferClose', 'PreferSameZone', 'PreferSameNode'];

/** The annotation that says the same. */
export function drawDistribution(dice: Dice): Labels {
  return { [ANNOTATION]: dice.pick([...DISTRIBUTIONS, 'preferclose', 'other']) };
}

/** Whether a service may say which endpoints it prefers. Istio then sends also those that are not ready. */
export function mayPrefer({ metadata: { annotations = {} }, spec = {} }: Kube): boolean {
  return 'trafficDistribution' in spec || ANNOTATION in annotations;
}
