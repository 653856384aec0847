/**
 * Which pages of other origins may call, and how.
 * @module
 */
import type * as istio from '../../istio';
import { checkDuration, type Duration, millisecondsOf } from './duration';
import { checkHeaderNames } from './header-names';
import type { Part } from './part';
import { isRegex } from './regex';
import { isTextMatch, plainMatch, type StringMatch } from './string-match';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', '*'] as const;

const PREFLIGHTS = ['FORWARD', 'IGNORE'] as const;

/**
 * Which pages of other origins may call, and how: Cross-Origin Resource Sharing. It says something, and has no empty lists (MC053).
 *
 * @example
 * { allowOrigins: [StringMatch.exact('https://example.com')], allowMethods: ['GET'], maxAge: '24h' }
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy
 */
export interface CorsPolicy {
  /**
   * The origins that may call, not empty texts (MC053).
   * @default - none
   */
  readonly allowOrigins?: readonly StringMatch[];
  /**
   * The methods that they may use; `*` for all (MC053).
   * @default - none is named
   */
  readonly allowMethods?: readonly (typeof METHODS)[number][];
  /**
   * The headers that they may send; `*` for all (MC053).
   * @default - none is named
   */
  readonly allowHeaders?: readonly string[];
  /**
   * The headers of the response that they may read; `*` for all (MC053).
   * @default - none is named
   */
  readonly exposeHeaders?: readonly string[];
  /**
   * How long the answer to a preflight request may be kept, in whole seconds (MC053).
   * @default - what the browser does
   */
  readonly maxAge?: Duration;
  /**
   * Whether they may send credentials.
   * @default - not said, which means no
   */
  readonly allowCredentials?: boolean;
  /**
   * What becomes of preflight requests of other origins.
   * @default 'FORWARD'
   */
  readonly unmatchedPreflights?: (typeof PREFLIGHTS)[number];
}

const NAMES = ['allowMethods', 'allowHeaders', 'exposeHeaders'] as const;

/** Checks a policy; reports MC035, MC043, MC044 and MC053. */
export function checkCors(part: Part, policy: CorsPolicy): void {
  const known = ['allowOrigins', ...NAMES, 'maxAge', 'allowCredentials', 'unmatchedPreflights'] as const;
  part.notEmpty('MC053', policy);
  const options = part.options(policy, known);
  const { allowOrigins, maxAge, allowCredentials, unmatchedPreflights } = options;
  if (allowOrigins !== undefined) checkOrigins(part.of('allowOrigins'), allowOrigins);
  for (const key of NAMES) {
    const given = options[key];
    if (given === undefined) continue;
    part.of(key).notEmpty('MC053', given);
    const names: readonly string[] = part.of(key).list<string>(given);
    if (key === 'allowMethods') checkMethods(part, names);
    else checkHeaderNames(part.of(key), 'MC053', names, '*');
  }
  if (maxAge !== undefined) {
    checkDuration(part.of('maxAge'), maxAge);
    if ((millisecondsOf(maxAge) ?? 0) % 1000 !== 0) {
      part.report('MC053', 'has a bad maxAge', maxAge, { allowed: 'whole seconds' });
    }
  }
  if (allowCredentials !== undefined && typeof allowCredentials !== 'boolean') {
    part.report('MC053', 'has a bad allowCredentials', allowCredentials, { allowed: 'true or false' });
  }
  if (unmatchedPreflights !== undefined && !PREFLIGHTS.includes(unmatchedPreflights)) {
    part.report('MC053', 'has bad unmatchedPreflights', unmatchedPreflights, { allowed: PREFLIGHTS.join(' or ') });
  }
}

/** A sound policy as Istio writes it. */
export function plainCors(policy: CorsPolicy | undefined): istio.CorsPolicy | undefined {
  if (policy === undefined) return undefined;
  const { allowOrigins, ...others } = policy;
  return { ...(allowOrigins && { allowOrigins: allowOrigins.map(plainMatch) }), ...others };
}

function checkOrigins(part: Part, origins: readonly StringMatch[]): void {
  part.notEmpty('MC053', origins);
  for (const origin of part.list(origins)) {
    if (!isTextMatch(origin) || (origin.value === '' && origin.kind !== 'regex')) {
      const fix = "compare it, such as StringMatch.exact('https://example.com')";
      part.report('MC053', 'has an origin that is compared with no text', origin, { fix });
    } else if (origin.kind === 'regex') isRegex(part, 'has', origin.value);
  }
}

function checkMethods(part: Part, methods: readonly string[]): void {
  const bad = methods.filter((method) => !METHODS.some((known) => known === method));
  if (bad.length > 0) part.report('MC053', 'has bad allowMethods', bad, { allowed: METHODS.join(', ') });
}
