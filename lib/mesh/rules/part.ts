/**
 * The part of a description that is being read: what messages call it, and where it was written.
 * @module
 */
import type { CallSite, IssueDetail, MessageCode } from '../../errors';
import { copyOf, readList, readOptions, readRecord } from '../shape';
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
  report(code: MessageCode, what: string, got: unknown, detail: Partial<IssueDetail> = {}): void {
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
  record<T>(value: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
    return readRecord(this.state, value, this.name, this.at);
  }

  /** A copy of a value, or nothing when `check` reports an issue: whatever is planned from it then is thrown away. */
  sound<T>(value: T | undefined, check: (part: Part, value: T) => void): T | undefined {
    const before = this.state.issues.length;
    if (value !== undefined) check(this, value);
    return this.state.issues.length === before ? copyOf(value) : undefined;
  }
}
