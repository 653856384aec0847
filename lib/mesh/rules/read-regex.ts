/**
 * Regular expressions that users write.
 * @module
 */
import { regexFault } from '../../match';
import type { Part } from '../../reading';
import { RULES } from './messages';

const MUST = 'be an RE2 regular expression of 1 to 1024 bytes';

/** Reads the regular expression of a part (MC043). */
export function readRegex(part: Part, regex: unknown): string | undefined {
  if (typeof regex !== 'string') {
    part.must(RULES.MC043, MUST);
    return undefined;
  }
  const fault = regexFault(regex);
  if (fault === undefined) return regex;
  part.report(RULES.MC043, `${part.title} must ${MUST}, but ${fault}.`);
  return undefined;
}
