/**
 * The part of a description that is being read: what messages call it, and where it was written.
 * @module
 */
import type { CallSite, OldDetail, MessageCode } from '../../errors';
import { copyOf, isPlain, readEntries, readList, readMap, readOptions } from '../shape';
import type { MeshState } from '../state';

/** A rule of a route, or something in it. */
export class Part {
  constructor(
    readonly state: MeshState,
    /** What messages call it: `rule 1 of route of "cart"`. */
    readonly name: string,
    readonly at: CallSite,
  ) {}

  /** A part of this part. */
  of(name: string): Part {
    return new Part(this.state, `${name} of ${this.name}`, this.at);
  }

  /** Reports an issue; `what` follows the name of the part. */
  report(code: MessageCode, what: string, got: unknown, detail: Partial<OldDetail> = {}): void {
    this.state.report(code, { ...detail, what: `${this.name} ${what}`, got }, this.at);
  }

  /** Reads options; reports MC035. */
  options<T extends object>(value: T, known: readonly (keyof T & string)[]): Partial<T> {
    return readOptions(this.state, value, this.name, known, this.at);
  }

  /** Reads a list; reports MC035. */
  list<T>(value: readonly T[]): readonly T[] {
    return readList(this.state, value, this.name, this.at);
  }

  /** Reads values by whatever names; reports MC035. */
  entries<T>(value: Readonly<Record<string, T>>): readonly (readonly [string, T])[] {
    return readEntries(this.state, value, this.name, this.at);
  }

  /** Reads values whose names are written as keys; reports MC035 and MC086. */
  map<T>(value: Readonly<Record<string, T>>): readonly (readonly [string, T])[] {
    return readMap(this.state, value, this.name, this.at);
  }

  /** Reports `code` for an object or a list with nothing in it. */
  notEmpty(code: MessageCode, value: unknown, what = 'says nothing'): void {
    const isEmpty = Array.isArray(value)
      ? value.length === 0
      : isPlain(value) && Object.values(value).every((item) => item === undefined);
    if (isEmpty) this.report(code, what, value);
  }

  /** A copy of a value, or nothing when `check` reports an issue: whatever is planned from it then is thrown away. */
  sound<T>(value: T | undefined, check: (part: Part, value: T) => void): T | undefined {
    const before = this.state.issues.length;
    if (value !== undefined) check(this, value);
    return this.state.issues.length === before ? copyOf(value) : undefined;
  }
}
