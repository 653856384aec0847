/**
 * What policies say about the token of a request. Manifests do not tell what is in it, nor whether it is accepted.
 * @module
 */
import type { Arriving } from './arriving';
import { isListed } from './texts';

/** Whether a request may have a token. */
export function hasToken({ header }: Arriving): boolean {
  return /^bearer /i.test(header('authorization') ?? '');
}

/** Whether claims are among some, and not among others; undefined if that depends on a token. Without one, there are none. */
export function claimed(
  values: readonly string[] | undefined,
  notValues: readonly string[] | undefined,
  request: Arriving,
): boolean | undefined {
  if (values === undefined && notValues === undefined) return true;
  return hasToken(request) ? undefined : isListed(undefined, values, notValues);
}
