/**
 * Statuses of HTTP responses.
 * @module
 */
import type { Message } from '../../errors';
import type { Part } from '../../reading';

/** Reads a status that Envoy can answer with. Istio's own check lets 600 through, which Envoy then rejects. */
export function readHttpStatus(part: Part<number>, message: Message): number | undefined {
  return part.integer(message, 200, 599);
}
