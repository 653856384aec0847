/**
 * A rule of Istio's webhook.
 * @module
 */

/** A part of an object that the webhook refuses, and the spec with it. The other spec is almost the same, and taken. */
export interface WebhookCase {
  readonly kind: string;
  readonly at: string;
  readonly refused: object;
  readonly taken: object;
}
