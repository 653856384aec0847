/**
 * Renders plain objects as cdk8s does: fields in the order of their names, and none that are absent.
 * @module
 */
import type { Resource } from '../istio';
import { isKey, isPlain } from '../reading';

const known = new WeakMap<Resource, object>();

/**
 * The JSON of an object, as cdk8s renders it; undefined if that takes more than sorting, for example with Lazy values. The same
 * object always has the same JSON, which nobody can change.
 */
export function settledJson(resource: Resource): object | undefined {
  const before = known.get(resource);
  if (before !== undefined) return before;
  if (!isSettled(resource)) return undefined;
  const { apiVersion, kind, metadata, ...others } = resource;
  const json = Object.freeze({ apiVersion, kind, metadata: sorted(metadata, true), ...sortedFields(others, false) });
  known.set(resource, json);
  return json;
}

/** Whether a value holds nothing that cdk8s replaces, such as Lazy values, or reads in another way, such as null in a list. */
function isSettled(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => item !== undefined && item !== null && isSettled(item));
  if (typeof value === 'object' && value !== null)
    return isPlain(value) && Object.entries(value).every(([key, field]) => isKey(key) && isSettled(field));
  return typeof value !== 'function' && typeof value !== 'symbol' && typeof value !== 'bigint';
}

/** A value with sorted fields. In metadata, cdk8s leaves out whatever is empty. */
function sorted(value: unknown, isMetadata: boolean): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => sorted(item, isMetadata));
    return isMetadata && items.length === 0 ? undefined : Object.freeze(items);
  }
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  const fields = sortedFields(value, isMetadata);
  return isMetadata && Object.keys(fields).length === 0 ? undefined : fields;
}

function sortedFields(value: object, isMetadata: boolean): object {
  const entries: (readonly [string, unknown])[] = Object.entries(value);
  const fields = entries
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, field]) => [key, sorted(field, isMetadata)] as const)
    .filter(([, field]) => field !== undefined);
  return Object.freeze(Object.fromEntries(fields));
}
