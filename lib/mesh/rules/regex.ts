/**
 * Regular expressions that users write.
 * @module
 */
import { regexFault } from '../../match';
import type { Part } from './part';

/** Whether a text is a regular expression of RE2; reports MC043 when not, `place` first. */
export function isRegex(part: Part, place: string, regex: string): boolean {
  const fault = regexFault(regex);
  if (fault !== undefined) part.report('MC043', `${place} ${fault}`, regex);
  return fault === undefined;
}
