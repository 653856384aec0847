/**
 * Puts objects into the form in which cdk8s renders them: fields in the order of their names, and none that are absent.
 * @module
 */
import { isImmutable, markImmutable, type Resource } from '../istio';
import { inOrder, isKey, isPlain } from '../reading';

/**
 * An object as cdk8s renders it, which nobody can change. If that takes more than sorting, for example with Lazy values, it is the
 * object itself.
 */
export function settled<R extends Resource>(resource: R): R;
export function settled(resource: Resource): Resource {
  if (isImmutable(resource)) return resource;
  const { apiVersion, kind, metadata, ...others } = resource;
  const own = sorted(metadata, true);
  const rest = sorted<object>(others, false);
  if (own === NOT_SIMPLE || rest === NOT_SIMPLE) return resource;
  return markImmutable(Object.freeze({ apiVersion, kind, metadata: own, ...rest }));
}

/** Stands for a value that holds what cdk8s replaces, such as Lazy values, or reads in another way, such as null in a list. */
const NOT_SIMPLE: unique symbol = Symbol('not simple');

/** A value with sorted fields. In metadata, cdk8s leaves out whatever is empty. */
function sorted<T>(value: T, isMetadata: boolean): T | typeof NOT_SIMPLE;
function sorted(value: unknown, isMetadata: boolean): unknown {
  if (typeof value === 'object' && value !== null)
    return Array.isArray(value) ? sortedItems(value, isMetadata) : sortedFields(value, isMetadata);
  return typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint' ? NOT_SIMPLE : value;
}

function sortedItems(list: readonly unknown[], isMetadata: boolean): readonly unknown[] | typeof NOT_SIMPLE {
  const made: unknown[] = [];
  for (const item of list) {
    const own = item === undefined || item === null ? NOT_SIMPLE : sorted(item, isMetadata);
    if (own === NOT_SIMPLE) return NOT_SIMPLE;
    made.push(own);
  }
  return Object.freeze(made);
}

function sortedFields(value: object, isMetadata: boolean): object | typeof NOT_SIMPLE {
  if (!isPlain(value)) return NOT_SIMPLE;
  const made: Record<string, unknown> = {};
  for (const key of inOrder(Object.keys(value))) {
    const field = isKey(key) ? sorted<unknown>(Reflect.get(value, key), isMetadata) : NOT_SIMPLE;
    if (field === NOT_SIMPLE) return NOT_SIMPLE;
    if (field !== undefined && field !== null && !(isMetadata && isEmpty(field))) made[key] = field;
  }
  return Object.freeze(made);
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
