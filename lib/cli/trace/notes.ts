/**
 * Says what makes a trace doubtful, and what it takes for granted.
 * @module
 */
import { formatIssue } from '../../errors';
import type { TracedMesh } from '../../trace';

/** The lines to print beside a trace. */
export function notesOn({ warnings, assumptions }: TracedMesh): readonly string[] {
  return [...warnings.map((each) => `warning: ${formatIssue(each)}`), ...assumptions.map((each) => `note: ${each}`)];
}
