/**
 * Counts answers and checks their shares.
 * @module
 */
import type { Answer } from '../lab/client';

/** Counts how often each version answered. Answers other than 200 are counted by status. */
export function byVersion(answers: readonly Answer[]): Readonly<Record<string, number>> {
  return countBy(answers, ({ version }) => version);
}

/** Counts how often each version answered in each cluster. Answers other than 200 are counted by status. */
export function byPlace(answers: readonly Answer[]): Readonly<Record<string, number>> {
  return countBy(answers, ({ version = '', cluster = '' }) => `${version} in ${cluster}`);
}

/** How far an answer may be from its share, in standard deviations of fair draws: they exceed it once in 100,000 times. */
const BAND = 4.42;

/** Expects exactly these answers, each near its share. */
export function expectShares(counts: Readonly<Record<string, number>>, shares: Readonly<Record<string, number>>): void {
  expect(Object.keys(counts).sort()).toEqual(Object.keys(shares).sort());
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  for (const [answer, share] of Object.entries(shares)) {
    const band = BAND * Math.sqrt(total * share * (1 - share));
    expect(Math.abs((counts[answer] ?? 0) - total * share)).toBeLessThanOrEqual(band);
  }
}

/** Counts answers by what their bodies say. Answers other than 200 are counted by status. */
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
