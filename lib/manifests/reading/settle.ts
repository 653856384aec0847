/**
 * What is left to do when js-yaml has read a document: unwrap values, merge maps, and count what aliases repeat.
 *
 * @see https://github.com/yaml/go-yaml/blob/v2.4.2/decode.go
 * @module
 */
import { Refusal } from './refusal';
import { Wrapped } from './wrapped';

type Fields = Record<string, unknown>;

/** The key of a map in a document that is read with care: its type, a number, and itself. No text contains half of a pair. */
const CAREFUL_KEY = /^\udc00(\w+) \d+ (.*)$/s;

/** What comes before the keys of a document that is read with care. Each key is another, and none of them is a number. */
export function carefulPrefix({ kind, value }: Wrapped, count: number): string {
  const type = kind === 'other' ? typeof value : kind;
  return `\udc00${type === 'number' ? 'integer' : type} ${count} `;
}

/** Unwraps values, merges maps, and refuses what contains itself or repeats too much. Changes lists and maps in place. */
export function settled(root: unknown, isCareful: boolean): unknown {
  return new Settling(isCareful).value(root);
}

class Settling {
  /** How many values each list and map holds, with those of aliases; undefined while it is not known. */
  private readonly sizes = new Map<object, number | undefined>();
  /** The types of the keys of maps, which Kubernetes makes texts in the end. */
  private readonly types = new Map<object, Map<string, string>>();
  private decoded = 0;
  private byAlias = 0;

  constructor(private readonly isCareful: boolean) {}

  value(value: unknown): unknown {
    this.decoded += 1;
    const { value: inner, offset } = value instanceof Wrapped ? value : { value, offset: 0 };
    if (typeof inner === 'number' && !Number.isFinite(inner)) throw new Refusal('JSON has no infinite numbers', offset);
    if (typeof inner !== 'object' || inner === null) return inner;
    if (this.sizes.has(inner)) this.repeat(this.sizes.get(inner), offset);
    else this.collection(inner);
    return inner;
  }

  private collection(value: object): void {
    this.sizes.set(value, undefined);
    const before = this.decoded;
    if (Array.isArray(value)) for (const [index, item] of value.entries()) value[index] = this.value(item);
    else this.fields(value as Fields);
    this.sizes.set(value, this.decoded - before + 1);
  }

  private repeat(size: number | undefined, offset: number): void {
    if (size === undefined) throw new Refusal('an anchor contains itself', offset);
    this.decoded += size;
    this.byAlias += size;
    const isMuch = this.byAlias > 100 && this.decoded > 1000;
    if (isMuch && this.byAlias / this.decoded > allowedByAlias(this.decoded)) {
      throw new Refusal('its aliases repeat too much', offset);
    }
  }

  private fields(map: Fields): void {
    const keys = Object.keys(map);
    this.decoded += keys.length;
    if (!this.isCareful) {
      for (const key of keys) set(map, key, this.value(map[key]));
      return;
    }
    const entries = keys.map((key) => [key, map[key]] as const);
    for (const key of keys) Reflect.deleteProperty(map, key);
    // what comes later replaces what was there
    for (const [careful, value] of entries) {
      const [, type = '', key] = CAREFUL_KEY.exec(careful) ?? [];
      if (key === undefined) throw new Refusal('a key is empty or null');
      if (type === 'merge') {
        for (const source of this.sourcesOf(value)) {
          for (const [name, each] of Object.entries(source))
            this.set(map, name, this.types.get(source)?.get(name) ?? '', each);
        }
      } else this.set(map, key, type, this.value(value));
    }
  }

  private set(map: Fields, key: string, type: string, value: unknown): void {
    const types = this.types.get(map) ?? new Map<string, string>();
    // Kubernetes sees two keys, and keeps the value of either
    if ((types.get(key) ?? type) !== type) throw new Refusal(`two keys become the text "${key}"`);
    this.types.set(map, types.set(key, type));
    set(map, key, value);
  }

  private sourcesOf(value: unknown): readonly Fields[] {
    const inner = value instanceof Wrapped ? value.value : value;
    if (!Array.isArray(inner) || this.sizes.has(inner)) return [this.mergeable(value)];
    // the first of a list wins
    return inner.map((each) => this.mergeable(each)).reverse();
  }

  private mergeable(value: unknown): Fields {
    const settled = this.value(value);
    if (typeof settled === 'object' && settled !== null && !Array.isArray(settled)) return settled as Fields;
    throw new Refusal('a merge key needs a map or a list of maps', value instanceof Wrapped ? value.offset : 0);
  }
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
