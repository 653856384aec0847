/** @module Being replaced. */
import type { CallSite } from './call-site';
import type { ConfigIssue } from './issue';
import { type MessageCode, type OldDetail, oldIssue } from './old';
export class OldLog {
  readonly issues: ConfigIssue[] = [];
  report(code: MessageCode, detail: OldDetail, at: CallSite): void {
    this.issues.push(oldIssue(code, detail, at));
  }
}
