/**
 * Values that may not be needed.
 * @module
 */

/** Loads a value when it is asked for, and only once. */
export function lazily<T>(load: () => T): () => T {
  let loaded: { readonly value: T } | undefined;
  return () => (loaded ??= { value: load() }).value;
}
