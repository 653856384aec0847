/**
 * Reads once what nobody can change. Clusters share such objects.
 * @module
 */
import { isImmutable } from '../istio';
import type { ManifestObject } from './manifest-object';

/**
 * Adds facts to objects, unless an object has none. Clusters share the objects of plans, and then share what is made of them here.
 */
export function withFacts<F extends object, O extends ManifestObject = ManifestObject>(
  read: (object: O) => F | undefined,
): (object: O) => (O & F) | undefined {
  const facts = once(read);
  const known = new WeakMap<O, O & F>();
  return (object) => {
    const isShared = object.planned !== undefined;
    const before = isShared ? known.get(object) : undefined;
    if (before !== undefined) return before;
    const found = facts(object);
    if (found === undefined) return undefined;
    const whole = { ...object, ...found };
    if (isShared) known.set(object, whole);
    return whole;
  };
}

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
