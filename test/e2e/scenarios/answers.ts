/**
 * Counting answers.
 * @module
 */
import type { Answer } from '../lab/client';

/** How often each version answered; what is no 200 counts by its status. */
export function byVersion(answers: readonly Answer[]): Readonly<Record<string, number>> {
  return countBy(answers, ({ version }) => version);
}

/** How often each of what the bodies say came; what is no 200 counts by its status. */
export function countBy(
  answers: readonly Answer[],
  said: (body: Answer['body']) => string | undefined,
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const key = status === 200 ? (said(body) ?? 'unknown') : String(status);
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}
