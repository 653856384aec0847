/**
 * Counts how many values a program looks at in lists, maps, sets and objects by functions of the language, whose loops nothing else
 * can see: `includes`, `slice` or a spread.
 * @module
 */

/** What takes one value, and does not go through the others. */
const SINGLE = new Set(['constructor', 'at', 'push', 'pop', 'get', 'set', 'has', 'add', 'delete']);

const PLACES = [
  { of: Array.prototype, isCounted: (name: string) => !SINGLE.has(name) },
  { of: Map.prototype, isCounted: (name: string) => !SINGLE.has(name) },
  { of: Set.prototype, isCounted: (name: string) => !SINGLE.has(name) },
  { of: Object, isCounted: (name: string) => ['keys', 'values', 'entries', 'assign'].includes(name) },
  { of: JSON, isCounted: (name: string) => name === 'stringify' },
] as const;

/** How many values a function looks at. An object that is written as JSON counts by its length. */
export function visits(run: () => void): number {
  let count = 0;
  const restore: (() => void)[] = [];
  for (const { of, isCounted } of PLACES) {
    for (const name of Reflect.ownKeys(of)) {
      const before = Object.getOwnPropertyDescriptor(of, name);
      const method: unknown = before?.value;
      if (before === undefined || typeof method !== 'function' || !isCounted(String(name))) continue;
      const counting = function (this: object, ...args: readonly unknown[]): unknown {
        const result: unknown = Reflect.apply(method, this, args);
        count += Math.max(sizeOf(this), sizeOf(result));
        return result;
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

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Number(Reflect.get(value, 'size') ?? Reflect.get(value, 'length') ?? 0);
}
