/**
 * The values that Envoy gives to headers: texts with variables between percent signs.
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/headers#custom-request-response-headers
 * @module
 */

/** What follows the quote, or the first character, of an argument, up to the parenthesis that closes the arguments. */
const STRINGS = String.raw`(?:\\.|[^\\)"])*(?:" *, *"(?:\\.|[^\\)"])*)*(?:\)|" *\] *\))`;

/** `%NAME%`, `%NAME(argument)%` or `%NAME(["argument", "argument"])%`, as Istio reads it before Envoy does. */
const VARIABLE = String.raw`%(?!%)[^%(]*(?:\( *(?:\[ *"|[^ [])${STRINGS} *)?%`;

const VALUE = new RegExp(`^(?:[^%]|%%|${VARIABLE})*$`, 's');

/** Whether Istio and Envoy take a text for the value of a header. */
export function isHeaderValue(value: string): boolean {
  // eslint-disable-next-line no-control-regex -- these are what must not be in it
  return /^[^\0-\x08\x0a-\x1f\x7f]*$/.test(value) && VALUE.test(value);
}
