/**
 * Cross-Origin Resource Sharing: which pages from other origins may send requests.
 * @module
 */
import type * as istio from '../../istio';
import { type Duration, millisecondsOf, type Part } from '../../reading';
import { readToken } from './header-names';
import { RULES } from './messages';
import { readRegex } from './read-regex';
import { isTextMatch, plainMatch, type StringMatch } from './string-match';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', '*'] as const;

const PREFLIGHTS = ['FORWARD', 'IGNORE'] as const;

const KEYS = [
  ...(['allowOrigins', 'allowMethods', 'allowHeaders', 'exposeHeaders'] as const),
  ...(['maxAge', 'allowCredentials', 'unmatchedPreflights'] as const),
] as const;

const ONE = { fix: 'Use one of these values.' };

/**
 * Cross-Origin Resource Sharing: which pages from other origins may send requests. It has at least one option and no empty list
 * (MC053).
 *
 * @example
 * { allowOrigins: [StringMatch.exact('https://example.com')], allowMethods: ['GET'], maxAge: '24h' }
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy
 */
export interface CorsPolicy {
  /**
   * The origins that may send requests: comparisons with non-empty texts (MC053, MC043).
   * @default - no origin
   */
  readonly allowOrigins?: readonly StringMatch[];
  /**
   * The methods that they may use; `*` stands for all (MC053).
   * @default - no method is named
   */
  readonly allowMethods?: readonly (typeof METHODS)[number][];
  /**
   * The headers that they may send; `*` stands for all (MC053).
   * @default - no header is named
   */
  readonly allowHeaders?: readonly string[];
  /**
   * The headers of the response that they may read; `*` stands for all (MC053).
   * @default - no header is named
   */
  readonly exposeHeaders?: readonly string[];
  /**
   * How long a browser may cache the response to a preflight request (MC044), in whole seconds (MC053).
   * @default - the browser decides
   */
  readonly maxAge?: Duration;
  /**
   * Whether they may send credentials (MC053).
   * @default - false, as no header is sent
   */
  readonly allowCredentials?: boolean;
  /**
   * Whether preflight requests from other origins are forwarded or ignored (MC053).
   * @default 'FORWARD'
   */
  readonly unmatchedPreflights?: (typeof PREFLIGHTS)[number];
}

/** Reads a policy, and answers it in Istio's form. */
export function readCors(part: Part<CorsPolicy>): istio.CorsPolicy | undefined {
  const { allowOrigins, allowMethods, allowHeaders, exposeHeaders, maxAge, ...others } = part.options(KEYS);
  const { allowCredentials, unmatchedPreflights } = others;
  if (part.isSound) part.notEmpty(RULES.MC053, 'at least one option');
  if (allowOrigins.isGiven) for (const origin of listed(allowOrigins, 'origins')) readOrigin(origin);
  if (allowMethods.isGiven)
    for (const method of listed(allowMethods, 'methods')) method.oneOf(RULES.MC053, METHODS, ONE);
  for (const headers of [allowHeaders, exposeHeaders]) {
    if (!headers.isGiven) continue;
    for (const name of listed(headers, 'header names')) if (name.value !== '*') readToken(name, RULES.MC053);
  }
  if (maxAge.isGiven) readMaxAge(maxAge);
  if (allowCredentials.isGiven) allowCredentials.boolean(RULES.MC053);
  if (unmatchedPreflights.isGiven) unmatchedPreflights.oneOf(RULES.MC053, PREFLIGHTS, ONE);
  if (part.sound === undefined) return undefined;
  const { allowOrigins: origins, ...rest } = part.sound;
  return { ...(origins && { allowOrigins: origins.map(plainMatch) }), ...rest };
}

/** The items of a list, which must not be empty. */
function listed<I>(part: Part<readonly I[]>, items: string): readonly Part<I>[] {
  const parts = part.list(items);
  if (!part.isSound) return [];
  part.notEmpty(RULES.MC053, 'at least one item', { fix: 'Add one, or leave the list out.' });
  return parts;
}

function readMaxAge(part: Part<Duration>): void {
  const isWhole = (millisecondsOf(part.duration()) ?? 0) % 1000 === 0;
  if (!isWhole) part.must(RULES.MC053, 'be a whole number of seconds', { fix: 'Round it to seconds.' });
}

function readOrigin(part: Part<StringMatch>): void {
  const { value } = part;
  if (!isTextMatch(value) || (value.kind !== 'regex' && value.value === '')) {
    const fix = "Compare it with a text, as in StringMatch.exact('https://example.com').";
    part.must(RULES.MC053, 'be a StringMatch of a non-empty text', { fix });
  } else if (value.kind === 'regex') readRegex(part, value.value);
}
