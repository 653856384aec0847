/**
 * Checks that routes have rules.
 * @module
 */
import { issue, sentence } from '../../errors';
import { PLAN } from '../messages';
import type { Check } from './check';

/** Reports routes without rules (MC014). */
export const checkEmptyRoutes: Check = ({ services }) =>
  services
    .flatMap(({ service }) => service.routes)
    // a value that is not a list of rules is already reported
    .filter(({ rules, isReadable }) => isReadable && rules.length === 0)
    .map(({ title, describedAt }) =>
      issue(PLAN.MC014, { what: sentence(`${title} must have at least one rule, but has none.`) }, describedAt),
    );
