/**
 * Finds the DestinationRules among objects.
 * @module
 */
import { fullHost } from '../istio';
import { fields, items, text } from './fields';
import { type IstioObject, istioObjects } from './istio-objects';
import type { ManifestObject } from './manifest-object';
import { once } from './once';

/** A DestinationRule. */
export interface DestinationRuleObject extends IstioObject {
  /** Its host, completed. */
  readonly host: string;
  /** The names of its subsets. */
  readonly subsets: readonly string[];
}

/** Finds the DestinationRules among objects. */
export function destinationRulesIn(objects: readonly ManifestObject[]): readonly DestinationRuleObject[] {
  return istioObjects('DestinationRule', objects).map((object) => ({ ...object, ...factsOf(object) }));
}

const factsOf = once(({ namespace = '', json }) => {
  const { host, subsets } = fields(json['spec']);
  return {
    host: fullHost(text(host) ?? '', namespace),
    subsets: items(subsets).flatMap((subset) => text(fields(subset)['name']) ?? []),
  };
});
