/**
 * Shares of requests that are delayed, aborted or mirrored.
 * @module
 */
import type { Part } from './part';

/** Reports MC051 for what is no percentage that Envoy can tell from 0. */
export function checkPercentage(part: Part, percentage: number | undefined): void {
  const isPercentage = typeof percentage === 'number' && percentage >= 0 && percentage <= 100;
  if (isPercentage && (percentage === 0 || percentage >= 0.0001)) return;
  part.report('MC051', 'is no percentage', percentage);
}
