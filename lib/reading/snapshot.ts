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
  return attempt(() => copy(value, new Map()));
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
  return Object.entries(copy).flatMap(([key, item]: [string, unknown]) =>
    unreadablesIn(item, childName({ subject: '', path }, isList ? `[${key}]` : key).path, seen),
  );
}

/** Copies a value. `copies` has the copies of lists and objects so far, and undefined for those around the value. */
function copy(value: unknown, copies: Map<object, object | undefined>): unknown {
  if (!Array.isArray(value) && !isPlain(value)) return value;
  if (copies.has(value)) return copies.get(value) ?? Unreadable.circular();
  copies.set(value, undefined);
  const isList = Array.isArray(value);
  const made: Record<PropertyKey, unknown> | unknown[] = isList ? [] : {};
  for (const key of isList ? value.keys() : Object.keys(value)) {
    const item = attempt(() => copy(Reflect.get(value, key), copies));
    // an assignment to "__proto__" would change the prototype, but defining all fields so takes several times as long
    if (key === '__proto__')
      Object.defineProperty(made, key, { value: item, enumerable: true, configurable: true, writable: true });
    else Reflect.set(made, key, item);
  }
  copies.set(value, made);
  return made;
}

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return Unreadable.thrown(error);
  }
}
