/**
 * One thing that is wrong with a description, as data; its text is made from it.
 * @module
 */
import type { CallSite } from './call-site';
import type { Message } from './messages';
import { valueText } from './value-text';

/** One thing that is wrong with what a user wrote. */
export interface ConfigIssue {
  /** Its stable code; `docs/messages.md` lists them all. */
  readonly code: string;
  /** What must hold, and what was given: a sentence. */
  readonly what: string;
  /**
   * The value that was given, as text.
   * @default - none was given
   */
  readonly got?: string;
  /** What to do: a sentence. */
  readonly fix: string;
  /** Where: the file and line of the user's code; empty when unknown. */
  readonly at: string;
}

/** What is particular to one issue; the rest comes from the catalogue. */
export interface IssueDetail {
  /** What must hold, and what was given: a sentence, with its full stop. */
  readonly what: string;
  /**
   * The value that was given.
   * @default - none was given
   */
  readonly got?: unknown;
  /**
   * What to do here: a sentence, with its full stop.
   * @default - what the catalogue says of the code
   */
  readonly fix?: string | undefined;
  /**
   * A known name that was probably meant.
   * @default - no suggestion
   */
  readonly meant?: string | undefined;
}

/** Makes an issue at a place of the user's code. */
export function issue(message: Message, detail: IssueDetail, at: CallSite | string): ConfigIssue {
  const { what, got, fix = message.fix, meant } = detail;
  return {
    code: message.code,
    what,
    ...(got !== undefined && { got: valueText(got) }),
    fix: meant === undefined ? fix : `Did you mean "${meant}"? ${fix}`,
    at: at.toString(),
  };
}

/** The issue on one line: code, sentence, fix and place. */
export function formatIssue({ code, what, fix, at }: ConfigIssue): string {
  return `${code} ${what} ${fix}${at === '' ? '' : ` (${at})`}`;
}
