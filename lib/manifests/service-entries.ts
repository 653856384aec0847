/**
 * Finds the ServiceEntries among objects.
 * @module
 */
import { fields } from './fields';
import { type IstioObject, istioObjects, texts } from './istio-objects';
import type { ManifestObject } from './manifest-object';
import { once } from './once';

/** A ServiceEntry. */
export interface ServiceEntryObject extends IstioObject {
  /** Its hosts. Istio does not complete them. */
  readonly hosts: readonly string[];
}

/** Finds the ServiceEntries among objects. */
export function serviceEntriesIn(objects: readonly ManifestObject[]): readonly ServiceEntryObject[] {
  return istioObjects('ServiceEntry', objects).map((object) => ({ ...object, hosts: hostsOf(object) }));
}

const hostsOf = once(({ json }) => texts(fields(json['spec'])['hosts']));
