/**
 * Counts how many values a program looks at in lists, maps and sets. An index that becomes a scan looks at more of them.
 * @module
 */

const METHODS = [
  {
    of: Array.prototype,
    names: ['filter', 'find', 'findIndex', 'findLast', 'some', 'every', 'map', 'flatMap', 'reduce'],
  },
  { of: Array.prototype, names: ['forEach', 'includes', 'indexOf', 'sort', 'toSorted', 'values', 'entries', 'concat'] },
  { of: Map.prototype, names: ['forEach', 'keys', 'values', 'entries'] },
  { of: Set.prototype, names: ['forEach', 'keys', 'values', 'entries'] },
] as const;

/** How many values a function looks at, as far as it uses methods, loops and spreads. */
export function visits(run: () => void): number {
  let count = 0;
  const restore: (() => void)[] = [];
  for (const { of, names } of METHODS) {
    for (const name of [...names, Symbol.iterator]) {
      const before = Object.getOwnPropertyDescriptor(of, name);
      const method: unknown = before?.value;
      if (before === undefined || typeof method !== 'function') continue;
      const counting = function (this: object, ...args: readonly unknown[]): unknown {
        count += 'size' in this ? Number(this.size) : Number(Reflect.get(this, 'length'));
        return Reflect.apply(method, this, args);
      };
      restore.push(() => Object.defineProperty(of, name, before));
      Object.defineProperty(of, name, { ...before, value: counting });
    }
  }
  try {
    // what it took to get ready does not count
    count = 0;
    run();
    return count;
  } finally {
    for (const each of restore) each();
  }
}
