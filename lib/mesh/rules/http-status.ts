/**
 * Statuses of HTTP responses.
 * @module
 */
import type { Message } from '../../errors';
import type { Part } from '../../reading';

/** Reads a status that Envoy can send. Istio accepts 600, but Envoy rejects it. */
export function readHttpStatus(part: Part<number>, message: Message): number | undefined {
  return part.integer(message, 200, 599, { fix: 'Give an HTTP status, such as 503.' });
}
