/**
 * Counting answers.
 * @module
 */
import type { Answer } from '../lab/client';

/** How often each version answered; what is no 200 counts by its status. */
export function byVersion(answers: readonly Answer[]): Readonly<Record<string, number>> {
  return countBy(answers, ({ version }) => version);
}

/** How often each version answered in each cluster; what is no 200 counts by its status. */
export function byPlace(answers: readonly Answer[]): Readonly<Record<string, number>> {
  return countBy(answers, ({ version = '', cluster = '' }) => `${version} in ${cluster}`);
}

/** Of 400 requests, two shares are halves: each within a 99.9 % band, 3.29 standard deviations of a fair coin. */
export function expectHalves(one: number, other: number): void {
  expect(Math.abs(one - 200)).toBeLessThanOrEqual(33);
  expect(one + other).toBe(400);
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
