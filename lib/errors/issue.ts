/**
 * One thing that is wrong, as data, and its text.
 * @module
 */
import type { CallSite } from './call-site';
import type { Message } from './messages';
import { valueText } from './value-text';

/** One thing that is wrong with what a user wrote. */
export interface ConfigIssue {
  /** Its stable code. `docs/messages.md` lists all codes. */
  readonly code: string;
  /** A sentence: what must hold, and what was given. */
  readonly what: string;
  /**
   * The value that was given, as text.
   * @default - none was given
   */
  readonly got?: string;
  /** A sentence: what to do. */
  readonly fix: string;
  /** The file and line of the user's code, or the path of a construct. Empty if unknown. */
  readonly at: string;
}

/** The parts of an issue that do not come from the catalogue. */
export interface IssueDetail {
  /** A sentence with its full stop: what must hold, and what was given. */
  readonly what: string;
  /**
   * The value that was given.
   * @default - none was given
   */
  readonly got?: unknown;
  /**
   * A sentence with its full stop: what to do.
   * @default - the `fix` of the code in the catalogue
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
