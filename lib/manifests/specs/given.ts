/**
 * Readers for the specs of Istio's kinds. What the API would refuse is left out, as if it had not been written.
 * @module
 */
import type { Labels } from '../../istio';
import { fields, isFields, text } from '../fields';

/** The keys of an object whose values may be undefined. */
type Optional<T> = { readonly [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> };
type Required<T> = { readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K] };

/** An object without the keys whose values are undefined. */
export function given<T extends object>(value: T): Optional<T> & Required<T> {
  const found: Record<string, unknown> = {};
  for (const [key, each] of Object.entries(value)) if (each !== undefined) found[key] = each;
  return found as Optional<T> & Required<T>;
}

/** A value that is an object, read; undefined if it is none. */
export function one<T>(value: unknown, read: (value: unknown) => T): T | undefined {
  return isFields(value) && !Array.isArray(value) ? read(value) : undefined;
}

/** The items of a list, read; undefined if the value is not a list. */
export function many<T>(value: unknown, read: (value: unknown) => T): readonly T[] | undefined {
  return Array.isArray(value) ? value.map((item) => read(item)) : undefined;
}

/** The texts in a list; undefined if the value is not a list. */
export function textsOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.flatMap((item) => text(item) ?? []) : undefined;
}

/** A finite number; undefined if the value is no such number. */
export function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A whole number; undefined if the value is no such number. */
export function integer(value: unknown): number | undefined {
  return Number.isInteger(value) ? number(value) : undefined;
}

/** Whether a value is true; undefined if it is neither true nor false. */
export function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** A text that is one of some words; undefined if it is none of them. */
export function word<T extends string>(value: unknown, words: readonly T[]): T | undefined {
  return words.find((each) => each === value);
}

/** The texts of an object by key; undefined if the value is not an object. */
export function textsByKey(value: unknown): Labels | undefined {
  return byKey(value, text);
}

/** The values of an object, read; those that cannot be read are left out. Undefined if the value is not an object. */
export function byKey<T>(
  value: unknown,
  read: (value: unknown) => T | undefined,
): Readonly<Record<string, T>> | undefined {
  if (!isFields(value) || Array.isArray(value)) return undefined;
  return Object.fromEntries(
    Object.entries(fields(value)).flatMap(([key, each]) => {
      const found = read(each);
      return found === undefined ? [] : [[key, found] as const];
    }),
  );
}
