/**
 * Values of manifests, which nobody has checked, read as what they should be.
 * @module
 */
import type { Labels } from '../istio';

/** The fields of an object. */
export type Fields = Readonly<Record<string, unknown>>;

/** The fields of an object; none where a value is not an object. */
export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** The items of a list; none where a value is not a list. */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text; undefined where a value is not a text. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The labels in an object; their values are texts. */
export function labels(value: unknown): Labels {
  return Object.fromEntries(Object.entries(fields(value)).map(([key, label]) => [key, text(label) ?? '']));
}
