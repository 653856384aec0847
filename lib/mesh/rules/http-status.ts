/**
 * Statuses of HTTP responses.
 * @module
 */

/** Whether Envoy can answer with a status. Istio's own check lets 600 through, which Envoy then rejects. */
export function isHttpStatus(status: unknown): status is number {
  return typeof status === 'number' && Number.isInteger(status) && status >= 200 && status <= 599;
}
