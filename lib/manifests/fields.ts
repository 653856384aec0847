/**
 * Reads values of manifests, whose types nobody has checked.
 * @module
 */
import type { Labels } from '../istio';

/** The fields of an object. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a value is an object, or a list. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

/** The fields of an object; none if the value is not an object. */
export function fields(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** The items of a list; none if the value is not a list. */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text; undefined if the value is not a text. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The labels in an object. A value that is not a text becomes an empty text. */
export function labels(value: unknown): Labels {
  return Object.fromEntries(Object.entries(fields(value)).map(([key, label]) => [key, text(label) ?? '']));
}
