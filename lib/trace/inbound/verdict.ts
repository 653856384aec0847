/**
 * What policies decide, in words.
 * @module
 */
import type { Decided } from '../flow';
import type { Decision, Doubt } from './authorization';

/** The hop at which policies decide; undefined if there are none. What may decide otherwise is where to look. */
export function verdictOf({ isAllowed, object, path, doubt }: Decision, cluster: string): Decided | undefined {
  const text = isAllowed ? 'allowed' : 'denied';
  const otherwise = isAllowed ? 'denies' : 'allows';
  if (doubt !== undefined)
    return {
      kind: 'policy',
      cluster,
      ...doubt,
      text: `${text}, unless a rule that depends on ${doubt.unknown} ${otherwise} it`,
    };
  return object === undefined ? undefined : { kind: 'policy', cluster, text, object, path };
}

/** What to do about a rule that would let a request in, if something held that manifests do not tell. */
export function findOut({ object, unknown }: Doubt): string {
  return `Find out whether ${object.id} allows it: that depends on ${unknown}, which the manifests do not tell.`;
}
