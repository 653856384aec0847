/**
 * Says what makes a trace doubtful, and what it takes for granted.
 * @module
 */
import { formatIssue } from '../../errors';
import type { Outcome, TracedMesh } from '../../trace';

/** The lines to print beside a trace. */
export function notesOn(
  { warnings, assumptions }: TracedMesh,
  outcomes: readonly Pick<Outcome, 'assumptions'>[] = [],
): readonly string[] {
  const all = new Set([...assumptions, ...outcomes.flatMap((each) => each.assumptions ?? [])]);
  return [...warnings.map((each) => `warning: ${formatIssue(each)}`), ...[...all].map((each) => `note: ${each}`)];
}
