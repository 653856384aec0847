/**
 * Reads what tests pass: nothing has checked its types if they are in JavaScript.
 * @module
 */
import { CallSite, ConfigError, issue } from '../errors';
import { IssueLog, type Part } from '../reading';
import { TracedMesh } from '../trace';
import { MATCHES } from './messages';

/** Takes any text: what it says is read later. */
export const ANY_TEXT = (): boolean => true;

/**
 * Reads a value of a user.
 *
 * @param subject what messages call it: `the request`
 * @throws ConfigError with everything that is wrong with it
 */
export function given<T, R>(subject: string, value: T, read: (part: Part<T>) => R): R {
  const log = new IssueLog();
  const found = read(log.part(subject, value, CallSite.inProgress));
  if (log.issues.length > 0) throw new ConfigError(log.issues);
  return found;
}

/** The mesh that a user has passed (MC225). */
export function meshIn(value: unknown): TracedMesh {
  if (value instanceof TracedMesh) return value;
  const what = 'A matcher for requests must get a mesh of loadMesh, but got something else.';
  throw new ConfigError([issue(MATCHES.MC225, { what, got: value }, CallSite.here())]);
}
