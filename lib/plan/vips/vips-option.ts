/**
 * Reads the `vips` of a scheme.
 * @module
 */
import { type Part, SHAPE } from '../../reading';
import { VipLedger } from './ledger';

/** Reads a ledger that may be left out (MC035); undefined if it is, or if it has a fault. */
export function readVips(part: Part<VipLedger>): VipLedger | undefined {
  if (!part.isGiven) return undefined;
  return part.instance(SHAPE.MC035, VipLedger, 'be a VipLedger', { fix: 'Pass VipLedger.parse(…).' });
}
