/**
 * Applies and restores Bookinfo in the lab, as `dist/` has it.
 * @module
 */
import type { Answer } from '../lab/client';
import { byVersion } from './answers';
import { eventually, lab } from './lab';
import { Applied, written } from './objects';

/** The objects that `cdk8s synth` wrote for Bookinfo. */
export const BOOKINFO = written('bookinfo');

/** Bookinfo in the lab. It runs before the first scenario, and each scenario file restores what it changes. */
export const bookinfo = new Applied(BOOKINFO);

/** Restores Bookinfo, and waits until jason and everyone else get their versions again. */
export async function restoreBookinfo(): Promise<void> {
  await bookinfo.become(BOOKINFO);
  await eventually(async () => {
    expect(Object.keys(byVersion(await askReviews(40, 'jason', { fresh: true }))).sort()).toEqual(['v2', 'v3']);
    expect(byVersion(await askReviews(5))).toEqual({ v1: 5 });
  });
}

/** Calls reviews from productpage. `fresh` closes old connections first: they may predate the current configuration. */
export async function askReviews(
  count: number,
  user?: string,
  { fresh = false }: { readonly fresh?: boolean } = {},
): Promise<readonly Answer[]> {
  const from = [1, 'default/productpage'] as const;
  if (fresh) await lab.closeConnections(from);
  const headers: Record<string, string> = user === undefined ? {} : { 'end-user': user };
  return lab.ask({ from, url: 'http://reviews:9080/', headers, count });
}
