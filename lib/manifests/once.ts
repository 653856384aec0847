/**
 * Reads once what nobody can change. Clusters share such objects.
 * @module
 */
import { isImmutable } from '../istio';
import type { ManifestObject } from './manifest-object';

/** Reads facts about objects. What `read` finds in an object that nobody can change is remembered. It may not read its path. */
export function once<F, O extends ManifestObject = ManifestObject>(read: (object: O) => F): (object: O) => F {
  const known = new WeakMap<object, { readonly facts: F }>();
  return (object) => {
    const { json } = object;
    const before = known.get(json);
    if (before !== undefined) return before.facts;
    const facts = read(object);
    if (isImmutable(json)) known.set(json, { facts });
    return facts;
  };
}
