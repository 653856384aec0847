/**
 * Numbers of traffic policies.
 * @module
 */
import type { MessageCode } from '../../errors';
import type { Part } from '../rules/part';

/** Istio keeps most of them in 32 bits, with a sign. */
const MAX = 0x7fffffff;

/** Reports `code` for an option that is there and no integer from `min` to `max`. */
export function checkInteger<K extends string>(
  part: Part,
  code: MessageCode,
  options: Readonly<Partial<Record<K, number | undefined>>>,
  key: K,
  min: number,
  max = MAX,
): void {
  const value: number | undefined = options[key];
  if (value === undefined || (Number.isInteger(value) && value >= min && value <= max)) return;
  part.report(code, `has a bad ${key}`, value, { allowed: `an integer from ${min} to ${max}` });
}
