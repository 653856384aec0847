/**
 * What is left to do when js-yaml has read a document with wrapped values, merge keys or aliases.
 *
 * @see https://github.com/yaml/go-yaml/blob/v2.4.2/decode.go
 * @module
 */
import { Refusal } from './refusal';
import { MERGE, Wrapped } from './wrapped';

type Fields = Record<string, unknown>;

/** Unwraps values, merges maps, and refuses what contains itself or repeats too much. Changes lists and maps in place. */
export function settled(root: unknown): unknown {
  return new Settling().value(root);
}

class Settling {
  /** How many values each list and map holds, with those of aliases; undefined while it is not known. */
  private readonly sizes = new Map<object, number | undefined>();
  private decoded = 0;
  private byAlias = 0;

  value(value: unknown): unknown {
    this.decoded += 1;
    if (value instanceof Wrapped) return this.unwrapped(value);
    if (typeof value !== 'object' || value === null) return value;
    if (this.sizes.has(value)) this.repeat(this.sizes.get(value));
    else this.collection(value);
    return value;
  }

  private unwrapped({ value, offset }: Wrapped): unknown {
    if (typeof value === 'object' && value !== null) {
      this.decoded -= 1;
      return this.value(value);
    }
    if (typeof value === 'number' && !Number.isFinite(value)) throw new Refusal('JSON has no infinite numbers', offset);
    return value;
  }

  private collection(value: object): void {
    this.sizes.set(value, undefined);
    const before = this.decoded;
    if (Array.isArray(value)) for (const [index, item] of value.entries()) value[index] = this.value(item);
    else this.fields(value as Fields);
    this.sizes.set(value, this.decoded - before + 1);
  }

  private repeat(size: number | undefined): void {
    if (size === undefined) throw new Refusal('an anchor contains itself');
    this.decoded += size;
    this.byAlias += size;
    const isMuch = this.byAlias > 100 && this.decoded > 1000;
    if (isMuch && this.byAlias / this.decoded > allowedByAlias(this.decoded)) {
      throw new Refusal('its aliases repeat too much');
    }
  }

  private fields(map: Fields): void {
    const keys = Object.keys(map);
    this.decoded += keys.length;
    if (keys.some((key) => key.startsWith(MERGE))) this.merge(map, keys);
    else for (const key of keys) set(map, key, this.value(map[key]));
  }

  /** In the order of the keys: what comes later replaces what was there. */
  private merge(map: Fields, keys: readonly string[]): void {
    const entries = keys.map((key) => [key, map[key]] as const);
    for (const key of keys) Reflect.deleteProperty(map, key);
    for (const [key, value] of entries) {
      if (!key.startsWith(MERGE)) {
        set(map, key, this.value(value));
        continue;
      }
      for (const source of this.sourcesOf(value)) {
        for (const [merged, each] of Object.entries(source)) {
          // JavaScript sorts such keys before all others, so their order is not known
          if (/^\d/.test(merged) && merged in map) throw new Refusal(`the key ${merged} is merged over another`);
          set(map, merged, each);
        }
      }
    }
  }

  private sourcesOf(value: unknown): readonly Fields[] {
    const raw = value instanceof Wrapped ? value.value : value;
    if (!Array.isArray(raw)) return [mergeable(this.value(raw))];
    if (this.sizes.has(raw)) throw new Refusal('a merge key needs a map or a list of maps');
    this.sizes.set(raw, 1);
    // the first of a list wins
    return raw.map((each) => mergeable(this.value(each))).reverse();
  }
}

function mergeable(value: unknown): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new Refusal('a merge key needs a map or a list of maps');
}

/** Assigns even `__proto__` as a key like any other. */
function set(map: Fields, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(map, key, { value, configurable: true, enumerable: true, writable: true });
  } else {
    map[key] = value;
  }
}

/** Which part of the values may come from aliases: large documents may repeat less. */
function allowedByAlias(decoded: number): number {
  const [low, high] = [400_000, 4_000_000];
  if (decoded <= low) return 0.99;
  return decoded >= high ? 0.1 : 0.99 - (0.89 * (decoded - low)) / (high - low);
}
