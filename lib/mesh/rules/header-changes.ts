/**
 * What several changes of headers do one after the other. Envoy removes first, then sets, then adds.
 * @module
 */
import type { HttpHeaderOperations, HttpHeaders } from './headers';

/** The headers that are changed on a request or on a response. */
export const DIRECTIONS = ['request', 'response'] as const satisfies readonly (keyof HttpHeaders)[];

/** What operations do to one header. */
export interface HeaderChange {
  /** Its name as it was written last. */
  readonly name: string;
  /** Whether the values that it has are removed. */
  readonly isReplaced: boolean;
  /** The values that it gets, in this order. */
  readonly values: readonly string[];
}

/** What lists of operations do one after the other, by the name of each header in lower case. */
export function changesBy(lists: readonly (HttpHeaderOperations | undefined)[]): ReadonlyMap<string, HeaderChange> {
  const changes = new Map<string, HeaderChange>();
  const change = (name: string, next: (before: HeaderChange) => Omit<HeaderChange, 'name'>): void => {
    const key = name.toLowerCase();
    changes.set(key, { name, ...next(changes.get(key) ?? { name, isReplaced: false, values: [] }) });
  };
  for (const { set = {}, add = {}, remove = [] } of lists.flatMap((list) => list ?? [])) {
    for (const name of remove) change(name, () => ({ isReplaced: true, values: [] }));
    for (const [name, value] of Object.entries(set)) change(name, () => ({ isReplaced: true, values: [value] }));
    for (const [name, value] of Object.entries(add))
      change(name, ({ isReplaced, values }) => ({ isReplaced, values: [...values, value] }));
  }
  return changes;
}

/** The values of a change that are added to others. One list of operations can add one value to a header. */
export function addedBy({ isReplaced, values }: HeaderChange): readonly string[] {
  return isReplaced ? values.slice(1) : values;
}
