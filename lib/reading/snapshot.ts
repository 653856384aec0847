/**
 * Copies what a user passes, so that the user's own code, such as getters, runs once and never later.
 * @module
 */
import { type Message, thrownText } from '../errors';
import { SHAPE } from './messages';
import { childName } from './part-name';
import { isPlain } from './plain';

/** Stands for a value that cannot be read. */
export class Unreadable {
  private constructor(
    readonly message: Message,
    /** What must hold and does not, after the name of the value. */
    readonly problem: string,
  ) {}

  /** A value whose reading threw an error. */
  static thrown(error: unknown): Unreadable {
    return new Unreadable(SHAPE.MC189, `must be readable, but reading it throws ${thrownText(error)}`);
  }

  /** A list or an object inside of itself. */
  static circular(): Unreadable {
    return new Unreadable(SHAPE.MC132, 'must not be a list or an object that it is in');
  }
}

/** A deep copy of lists and plain objects, with an Unreadable for each value that could not be read. Other values are shared. */
export function snapshotOf<T>(value: T): T | Unreadable;
export function snapshotOf(value: unknown): unknown {
  if (typeof value !== 'object') return value;
  try {
    return copy(value, new Map());
  } catch (error) {
    return Unreadable.thrown(error);
  }
}

/**
 * Each Unreadable in a copy, with its path, such as `containers[0].image`. `seen` has the lists and objects so far, because two
 * fields may have the same one.
 */
export function unreadablesIn(
  copy: unknown,
  path = '',
  seen = new Set<object>(),
): readonly (readonly [string, Unreadable])[] {
  if (copy instanceof Unreadable) return [[path, copy]];
  const isList = Array.isArray(copy);
  if ((!isList && !isPlain(copy)) || seen.has(copy)) return [];
  seen.add(copy);
  const found: (readonly [string, Unreadable])[] = [];
  for (const key of Object.keys(copy)) {
    const item: unknown = Reflect.get(copy, key);
    if (typeof item !== 'object' || item === null) continue;
    found.push(...unreadablesIn(item, childName({ subject: '', path }, isList ? `[${key}]` : key).path, seen));
  }
  return found;
}

/** Copies a value. `copies` has the copies of lists and objects so far, and undefined for those around the value. */
function copy(value: unknown, copies: Map<object, object | undefined>): unknown {
  if (!Array.isArray(value) && !isPlain(value)) return value;
  if (copies.has(value)) return copies.get(value) ?? Unreadable.circular();
  copies.set(value, undefined);
  const made = Array.isArray(value)
    ? Array.from({ length: value.length }, (_, index) => copyAt(value, index, copies))
    : copyFields(value, copies);
  copies.set(value, made);
  return made;
}

function copyFields(value: object, copies: Map<object, object | undefined>): object {
  const made: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const item = copyAt(value, key, copies);
    // an assignment to "__proto__" would change the prototype, but defining all fields so takes several times as long
    if (key === '__proto__')
      Object.defineProperty(made, key, { value: item, enumerable: true, configurable: true, writable: true });
    else made[key] = item;
  }
  return made;
}

function copyAt(value: object, key: PropertyKey, copies: Map<object, object | undefined>): unknown {
  try {
    return copy(Reflect.get(value, key), copies);
  } catch (error) {
    return Unreadable.thrown(error);
  }
}
