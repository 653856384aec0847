/**
 * Fixed responses.
 * @module
 */
import type { Part } from '../../reading';
import { readHttpStatus } from './http-status';
import { RULES } from './messages';

/** The largest body that Istio accepts, in bytes. */
const MAX_BODY = 1024 * 1024;

/** The body of a fixed response, of at most 1 MiB (MC049): either a text or bytes in base64. */
export type HttpBody =
  | {
      /** A text, which is sent in UTF-8 (MC049). */
      readonly string: string;
      readonly bytes?: never;
    }
  | {
      readonly string?: never;
      /** Bytes, in base64 (MC049). */
      readonly bytes: string;
    };

/**
 * A fixed response, for which no service is called. `headers.response` of the rule can set its content type.
 *
 * @example
 * { status: 503, body: { string: 'closed for the night' } }
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPDirectResponse
 */
export interface HttpDirectResponse {
  /** The status, an integer from 200 to 599 (MC049). */
  readonly status: number;
  /**
   * The body of the response (MC049).
   * @default - an empty body
   */
  readonly body?: HttpBody;
}

/** Reads a fixed response. */
export function readDirectResponse(part: Part<HttpDirectResponse>): HttpDirectResponse | undefined {
  const { status, body } = part.options(['status', 'body']);
  readHttpStatus(status, RULES.MC049);
  if (body.isGiven) readBody(body);
  return part.sound;
}

function readBody(part: Part<HttpBody>): void {
  const { string, bytes } = part.options(['string', 'bytes']);
  if (part.isSound && string.isGiven === bytes.isGiven)
    part.must(RULES.MC049, 'have either "string" or "bytes"', { fix: 'Give one of them.' });
  if (!part.isSound) return;
  if (string.isGiven) readContent(string, 'utf8');
  if (bytes.isGiven) readContent(bytes, 'base64');
}

function readContent(part: Part<string>, encoding: 'utf8' | 'base64'): void {
  const content = part.text(RULES.MC049, () => true, 'be a text', { fix: 'Write it as a text.' });
  if (content === undefined) return;
  if (encoding === 'base64' && !isBase64(content)) {
    const fix = "Encode it with Buffer.from(bytes).toString('base64').";
    part.report(RULES.MC049, `${part.title} must be base64, but is not.`, { fix });
    return;
  }
  const size = Buffer.byteLength(content, encoding);
  if (size <= MAX_BODY) return;
  const what = `${part.title} must have at most ${MAX_BODY} bytes, but has ${size}.`;
  part.report(RULES.MC049, what, { fix: 'Shorten it, or let a service send it.' });
}

function isBase64(text: string): boolean {
  return Buffer.from(text, 'base64').toString('base64') === text;
}
