/**
 * Why a file or a folder cannot be read, as messages say it.
 * @module
 */
import { thrownText } from './value-text';

const REASONS: ReadonlyMap<unknown, string> = new Map([
  ['ENOENT', 'does not exist'],
  ['ENOTDIR', 'is in something that is not a folder'],
  ['EISDIR', 'is a folder'],
  ['EACCES', 'its permissions forbid it'],
  ['EPERM', 'its permissions forbid it'],
  ['ELOOP', 'is a link that leads back to itself'],
]);

/** Why something cannot be read, as what follows "must be readable, but". */
export function unreadableText(error: unknown): string {
  const reason = typeof error === 'object' && error !== null && 'code' in error ? REASONS.get(error.code) : undefined;
  return reason ?? `is not: ${thrownText(error)}`;
}
