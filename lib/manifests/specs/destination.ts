/**
 * Reads the destinations of rules.
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination
 * @module
 */
import type { Destination } from '../../istio';
import { fields, text } from '../fields';
import { given, number, one } from './given';

/** Reads a destination. */
export function readDestination(value: unknown): Destination {
  const { host, subset, port } = fields(value);
  const named = text(subset);
  return given({
    host: text(host) ?? '',
    // Istio reads an empty text as a missing one
    subset: named === '' ? undefined : named,
    port: one(port, (each) => given({ number: number(fields(each)['number']) })),
  });
}
