/**
 * Regular expressions that users write.
 * @module
 */
import { regexFault } from '../../match';
import type { Part } from '../../reading';
import { RULES } from './messages';

/** Reads the regular expression of a part (MC043). */
export function readRegex(part: Part, regex: unknown): string | undefined {
  if (typeof regex !== 'string') {
    part.must(RULES.MC043, 'be a regular expression of RE2');
    return undefined;
  }
  const fault = regexFault(regex);
  if (fault === undefined) return regex;
  part.report(RULES.MC043, `${part.title} is ${fault}.`);
  return undefined;
}
