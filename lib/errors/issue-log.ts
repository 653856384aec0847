/**
 * Issues that are gathered, to be thrown all at once.
 * @module
 */
import type { CallSite } from './call-site';
import { type ConfigIssue, issue, type IssueDetail } from './issue';
import type { MessageCode } from './messages';

/** Gathers issues. */
export class IssueLog {
  /** What was reported, in its order. */
  readonly issues: ConfigIssue[] = [];

  /** Keeps an issue. */
  report(code: MessageCode, detail: IssueDetail, at: CallSite): void {
    this.issues.push(issue(code, detail, at));
  }
}
