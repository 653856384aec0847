/**
 * Checks that objects of the plan are written as planned, whatever patches did to them.
 * @module
 */
import { type Finding, valueText } from '../../errors';
import { makeFinding, titleOf } from '../finding';
import { VERIFY } from '../messages';
import type { Difference } from '../same';
import type { Written } from '../written';
import { findChanges } from './promises';

/** Finds objects of the plan that are not written as planned (MC139). */
export function checkChanges({ changed, cluster }: Written): readonly Finding[] {
  return changed.flatMap(({ resource, object }) =>
    findChanges(resource, object).map(({ path, wanted, got }) => {
      const what = `"${path}" of ${titleOf(object, cluster)} must ${sayChange({ path, wanted, got })}.`;
      return makeFinding(VERIFY.MC139, { what, got }, object, cluster);
    }),
  );
}

function sayChange({ wanted, got }: Difference): string {
  const be = wanted === undefined ? 'be absent' : `be ${valueText(wanted)}`;
  return `${be}, as planned, but is ${got === undefined ? 'missing' : valueText(got)}`;
}
