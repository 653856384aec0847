/**
 * Bookinfo in the lab, as `dist/` has it.
 * @module
 */
import type { Answer } from '../lab/client';
import { byVersion } from './answers';
import { eventually, lab } from './lab';
import { Applied, written } from './objects';

/** What `cdk8s synth` wrote for it. */
export const BOOKINFO = written('bookinfo');

/** Its objects, which run before the first scenario, and which every file of scenarios leaves as they were. */
export const bookinfo = new Applied(BOOKINFO);

/** Puts everything back, and waits until everyone is served as it is written. */
export async function restoreBookinfo(): Promise<void> {
  await bookinfo.become(BOOKINFO);
  await eventually(async () => {
    expect(Object.keys(byVersion(await askReviews(40, 'jason', { fresh: true }))).sort()).toEqual(['v2', 'v3']);
    expect(byVersion(await askReviews(5))).toEqual({ v1: 5 });
  });
}

/** Asks for reviews from productpage; `fresh` asks over connections that no earlier configuration has let through. */
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
