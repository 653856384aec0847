/**
 * Finds the DestinationRules among objects.
 * @module
 */
import { fullHost } from '../istio';
import { fields, items, text } from './fields';
import { type IstioObject, istioObjects } from './istio-objects';
import type { ManifestObject } from './manifest-object';

/** A DestinationRule. */
export interface DestinationRuleObject extends IstioObject {
  /** Its host, completed. */
  readonly host: string;
  /** The names of its subsets. */
  readonly subsets: readonly string[];
}

/** Finds the DestinationRules among objects. */
export function destinationRulesIn(objects: readonly ManifestObject[]): readonly DestinationRuleObject[] {
  return istioObjects('DestinationRule', objects).map((object) => ({
    ...object,
    host: fullHost(text(object.spec['host']) ?? '', object.namespace),
    subsets: items(object.spec['subsets']).flatMap((subset) => text(fields(subset)['name']) ?? []),
  }));
}
