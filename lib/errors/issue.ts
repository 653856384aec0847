/**
 * One thing that is wrong with a description, as data; its text is made from it.
 * @module
 */
import { inspect } from 'node:util';
import { closest, distance } from 'fastest-levenshtein';
import { MESSAGES, type MessageCode } from './messages';

/** One thing that is wrong: what, the value, what is allowed, what to change, and where. */
export interface ConfigIssue {
  /** Its stable code; `docs/messages.md` lists them all. */
  readonly code: MessageCode;
  /** What is wrong, naming the part of the mesh. */
  readonly what: string;
  /** The value that was given, as text. */
  readonly got: string;
  /** The values that are allowed. */
  readonly allowed: string;
  /** What to change. */
  readonly fix: string;
  /** File and line of the user's code that described it; empty when unknown. */
  readonly at: string;
}

/** What is particular to one issue; the rest comes from the catalogue. */
export interface IssueDetail {
  /** What is wrong, naming the part of the mesh. */
  readonly what: string;
  /** The value that was given. */
  readonly got: unknown;
  /**
   * The values that are allowed here.
   * @default - what the catalogue says of the code
   */
  readonly allowed?: string | undefined;
  /**
   * What to change here.
   * @default - what the catalogue says of the code
   */
  readonly fix?: string | undefined;
  /**
   * A known value that was probably meant.
   * @default - no suggestion
   */
  readonly meant?: string | undefined;
}

/** Makes an issue of the catalogue's `code` at a place of the user's code. */
export function issue(code: MessageCode, detail: IssueDetail, at: { toString(): string }): ConfigIssue {
  const { what, got, allowed = MESSAGES[code].allowed, fix = MESSAGES[code].fix, meant } = detail;
  const suggestion = meant === undefined ? '' : `; did you mean "${meant}"?`;
  return { code, what, got: show(got), allowed, fix: fix + suggestion, at: at.toString() };
}

/** The issue on one line: code, what, got, allowed, fix and place. */
export function formatIssue({ code, what, got, allowed, fix, at }: ConfigIssue): string {
  return `${code} ${what}: got ${got}, allowed is ${allowed}; ${fix}${at === '' ? '' : ` (${at})`}`;
}

/** The known name nearest to `name`, when it is another one and near enough to be a slip of the pen. */
export function nearMiss(name: unknown, known: readonly string[]): string | undefined {
  if (typeof name !== 'string' || known.length === 0 || known.includes(name)) return undefined;
  const nearest = closest(name.toLowerCase(), known);
  const slips = Math.floor(Math.max(name.length, nearest.length) / 3);
  return distance(name.toLowerCase(), nearest) <= slips ? nearest : undefined;
}

/** A value as text: by its name when it has one, otherwise on one line and not deep. */
function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  if (typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string') {
    const made: unknown = value.constructor;
    return `${typeof made === 'function' ? made.name : 'Object'} "${value.name}"`;
  }
  return inspect(value, { depth: 0, breakLength: Infinity });
}
