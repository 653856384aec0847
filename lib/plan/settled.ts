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
  if (isImmutable(resource) || !isSimple(resource)) return resource;
  const { apiVersion, kind, metadata, ...others } = resource;
  return markImmutable(Object.freeze({ apiVersion, kind, metadata: sorted(metadata, true), ...sorted(others, false) }));
}

/** Whether a value holds nothing that cdk8s replaces, such as Lazy values, or reads in another way, such as null in a list. */
function isSimple(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => item !== undefined && item !== null && isSimple(item));
  if (typeof value === 'object' && value !== null) {
    if (!isPlain(value)) return false;
    for (const key in value) if (!isKey(key) || !isSimple(Reflect.get(value, key))) return false;
    return true;
  }
  return typeof value !== 'function' && typeof value !== 'symbol' && typeof value !== 'bigint';
}

/** A value with sorted fields. In metadata, cdk8s leaves out whatever is empty. */
function sorted<T>(value: T, isMetadata: boolean): T;
function sorted(value: unknown, isMetadata: boolean): unknown {
  if (Array.isArray(value)) return Object.freeze(value.map((item: unknown) => sorted(item, isMetadata)));
  if (typeof value !== 'object' || value === null) return value;
  const made: Record<string, unknown> = {};
  for (const key of inOrder(Object.keys(value))) {
    const field = sorted<unknown>(Reflect.get(value, key), isMetadata);
    if (field !== undefined && field !== null && !(isMetadata && isEmpty(field))) made[key] = field;
  }
  return Object.freeze(made);
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
