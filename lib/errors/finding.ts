/**
 * One thing that is wrong with an object that is written into a cluster.
 * @module
 */
import { type ConfigIssue, issue, type IssueDetail } from './issue';
import type { Message } from './messages';

/** The object that a finding is about. */
export interface FoundIn {
  /** The cluster that it is written into. */
  readonly cluster: string;
  /** The object, as kubectl names it: `Deployment.apps default/reviews-v1`. */
  readonly object: string;
  /** Where it comes from: `file:line:column`, or the path of its construct. */
  readonly at: string;
}

/** An issue that was found by reading manifests. Its place is an object, and its codes and sentences are the usual ones. */
export interface Finding extends ConfigIssue, FoundIn {
  /** `error` if traffic is lost, `warning` if it may be. */
  readonly severity: 'error' | 'warning';
}

/** Makes a finding about an object. */
export function finding(
  message: Message,
  detail: IssueDetail & { readonly severity?: Finding['severity'] },
  { cluster, object, at }: FoundIn,
): Finding {
  return { ...issue(message, detail, at), severity: detail.severity ?? 'error', cluster, object };
}
