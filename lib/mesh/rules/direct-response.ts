/**
 * Fixed answers.
 * @module
 */
import { isHttpStatus } from './http-status';
import type { Part } from './part';

/** The largest body that Istio accepts, in bytes. */
const MAX_BODY = 1024 * 1024;

/** The body of a fixed answer, at most 1 MiB (MC049): text, or bytes in base64. */
export type HttpBody =
  | {
      /** Text, sent as UTF-8. */
      readonly string: string;
      readonly bytes?: never;
    }
  | {
      readonly string?: never;
      /** Bytes, in base64 (MC049). */
      readonly bytes: string;
    };

/**
 * A fixed answer, for which nothing is called. `headers.response` of the rule can say its content type.
 *
 * @example
 * { status: 503, body: { string: 'closed for the night' } }
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPDirectResponse
 */
export interface HttpDirectResponse {
  /** The status, an integer from 200 to 599 (MC049). */
  readonly status: number;
  /**
   * The body.
   * @default - none
   */
  readonly body?: HttpBody;
}

/** Checks a fixed answer; reports MC035 and MC049. */
export function checkDirectResponse(part: Part, response: HttpDirectResponse): void {
  const { status, body } = part.options(response, ['status', 'body']);
  if (!isHttpStatus(status)) part.report('MC049', 'has a bad status', status);
  if (body === undefined) return;
  const { string, bytes } = part.of('body').options(body, ['string', 'bytes']);
  const given = [string, bytes].filter((value) => value !== undefined);
  const [content] = given;
  if (given.length !== 1 || typeof content !== 'string' || (bytes !== undefined && !isBase64(bytes))) {
    part.report('MC049', 'has a bad body', body);
  } else if (Buffer.byteLength(content, bytes === undefined ? 'utf8' : 'base64') > MAX_BODY) {
    part.report('MC049', 'has too large a body', `${content.length} characters`, { fix: 'let a service answer' });
  }
}

function isBase64(text: unknown): boolean {
  return typeof text === 'string' && Buffer.from(text, 'base64').toString('base64') === text;
}
