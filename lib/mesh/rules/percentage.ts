/**
 * Shares of requests that are delayed, aborted or mirrored.
 * @module
 */
import type { Part } from '../../reading';
import { RULES } from './messages';

/** Reads a percentage: 0, or one that Envoy can distinguish from 0 (MC051). */
export function readPercentage(part: Part<number>): number | undefined {
  const isPercentage = (value: number): boolean => value === 0 || (value >= 0.0001 && value <= 100);
  return part.number(RULES.MC051, isPercentage, 'be 0, or a number from 0.0001 to 100');
}
