/**
 * Values of headers as Envoy sets them: texts with variables between percent signs.
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/headers#custom-request-response-headers
 * @module
 */

/** The rest of a variable's arguments, after the first quote or character, up to the closing parenthesis. */
const STRINGS = String.raw`(?:\\.|[^\\)"])*(?:" *, *"(?:\\.|[^\\)"])*)*(?:\)|" *\] *\))`;

/** `%NAME%`, `%NAME(argument)%` or `%NAME(["argument", "argument"])%`, as Istio reads it before Envoy does. */
const VARIABLE = String.raw`%(?!%)[^%(]*(?:\( *(?:\[ *"|[^ [])${STRINGS} *)?%`;

const VALUE = new RegExp(`^(?:[^%]|%%|${VARIABLE})*$`, 's');

/** Whether Istio and Envoy accept a text as the value of a header. */
export function isHeaderValue(value: string): boolean {
  // eslint-disable-next-line no-control-regex -- these characters are not allowed
  return /^[^\0-\x08\x0a-\x1f\x7f]*$/.test(value) && VALUE.test(value);
}
