/**
 * Checks that a construct's objects are all written, under the names that the plan gives them.
 * @module
 */
import type { Finding } from '../../errors';
import { makeFinding, titleOf } from '../finding';
import { VERIFY } from '../messages';
import type { Written } from '../written';

/** Finds objects of the plan that have another name (MC139), or that are missing beside others of their construct (MC140). */
export function checkMissing({ planned, objects, cluster, missing }: Written): readonly Finding[] {
  if (missing.ids.size === 0) return [];
  return planned.groups().flatMap((group) => {
    const sibling = group.find((id) => !missing.ids.has(id));
    return group
      .filter((id) => missing.ids.has(id))
      .flatMap((id) => {
        const stray = missing.renamed.get(id);
        if (stray !== undefined) {
          const what = `${titleOf(stray, cluster)} must be ${id}, as planned.`;
          return [makeFinding(VERIFY.MC139, { what, got: stray.id }, stray, cluster)];
        }
        const beside = sibling === undefined ? undefined : objects.byId().get(sibling);
        if (beside === undefined) return [];
        const what = `${titleOf({ id }, cluster)} must be written together with ${beside.id}, but is missing.`;
        return [makeFinding(VERIFY.MC140, { what }, { id, at: beside.at }, cluster)];
      });
  });
}
