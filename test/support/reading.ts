/**
 * Reads a value as a reader does.
 * @module
 */
import { CallSite, type ConfigIssue, defineMessages } from '../../lib/errors';
import { IssueLog, type Part } from '../../lib/reading';

/** Messages that no room has. */
export const TEST = defineMessages({
  MC901: { rule: 'A size is an integer.', fix: 'Give the size.' },
  MC902: { rule: 'Something is there.', fix: 'Say something.' },
});

/** What a reader answers for `box "a"`, and what it reports. */
export function readBox<T, R>(
  value: T,
  read: (part: Part<T>) => R,
): { readonly answer: R; readonly issues: readonly ConfigIssue[]; readonly said: readonly string[] } {
  const log = new IssueLog();
  const answer = read(log.part('box "a"', value, CallSite.here()));
  return { answer, issues: log.issues, said: log.issues.map(({ code, what, fix }) => `${code} ${what} ${fix}`) };
}
