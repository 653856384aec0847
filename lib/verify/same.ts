/**
 * Compares values as manifests hold them: the order of fields does not count, and absent fields are undefined ones.
 * @module
 */
import { type Fields, fields } from '../manifests';

/** A value as text. Equal values have the same text. */
export function textOf(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (isFields(each) ? sorted(each) : each));
}

/** A difference between two values. */
export interface Difference {
  /** Where it is, such as `spec.http[0].timeout`. */
  readonly path: string;
  readonly wanted: unknown;
  readonly got: unknown;
}

/** The first difference between two values, as deep as it is certain; undefined if there is none. */
export function differenceOf(path: string, wanted: unknown, got: unknown): Difference | undefined {
  if (Object.is(wanted, got)) return undefined;
  if (Array.isArray(wanted) && Array.isArray(got) && wanted.length === got.length)
    return firstOf(wanted.keys(), (index) => differenceOf(`${path}[${index}]`, wanted[index], got[index]));
  if (!isFields(wanted) || !isFields(got)) return { path, wanted, got };
  const keys = new Set([...Object.keys(wanted), ...Object.keys(got)]);
  return firstOf(keys, (key) => differenceOf(`${path}.${key}`, wanted[key], got[key]));
}

/** The differences between two objects, one for each of their fields. */
export function differencesOf(path: string, wanted: unknown, got: unknown): readonly Difference[] {
  const [one, other] = [fields(wanted), fields(got)];
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].flatMap((key) => differenceOf(`${path}.${key}`, one[key], other[key]) ?? []);
}

function firstOf<K>(keys: Iterable<K>, find: (key: K) => Difference | undefined): Difference | undefined {
  for (const key of keys) {
    const found = find(key);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(value: Fields): Fields {
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
