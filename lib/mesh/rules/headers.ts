/**
 * Changes of the headers of requests and responses.
 * @module
 */
import type { Part } from '../../reading';
import { checkHeaderTwice, isToken, readToken, reportHeaderName } from './header-names';
import { isHeaderValue } from './header-value';
import { RULES } from './messages';

/**
 * Changes of headers, at least one (MC045). Each operation names each header once. Header names ignore case.
 */
export interface HttpHeaderOperations {
  /**
   * Values by the names of headers. Each replaces the values that the header has (MC045).
   * @default - none
   */
  readonly set?: Readonly<Record<string, string>>;
  /**
   * Values by the names of headers. Each is added to the values that the header has (MC045).
   * @default - none
   */
  readonly add?: Readonly<Record<string, string>>;
  /**
   * Names of headers that are removed (MC045).
   * @default - none
   */
  readonly remove?: readonly string[];
}

/**
 * Changes of the headers of requests and responses. A value may name variables of Envoy, such as `%HOSTNAME%`; any other
 * percent sign is written `%%` (MC045). `host` and `:authority` can only be set, and only on requests (MC045). A rule sets the
 * authority at most once, here or with `rewrite.authority` (MC046).
 *
 * @example
 * { request: { set: { 'x-team': 'blue' } }, response: { remove: ['server'] } }
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Headers
 */
export interface HttpHeaders {
  /**
   * Changes before the request is sent (MC045).
   * @default - none
   */
  readonly request?: HttpHeaderOperations;
  /**
   * Changes before the response reaches the caller (MC045).
   * @default - none
   */
  readonly response?: HttpHeaderOperations;
}

const VALUE_FIX = 'Write a percent sign as "%%", except around a variable such as %HOSTNAME%.';

/** Reads changes of headers. */
export function readHeaders(part: Part<HttpHeaders>): HttpHeaders | undefined {
  const { request, response } = part.options(['request', 'response']);
  if (part.isSound) part.notEmpty(RULES.MC045, '"request", "response", or both');
  if (request.isGiven) readOperations(request, true);
  if (response.isGiven) readOperations(response, false);
  return part.sound;
}

/** The values that changes of headers set as the authority of a request. */
export function authoritiesIn(headers: HttpHeaders | undefined): readonly string[] {
  const { set = {}, add = {} } = headers?.request ?? {};
  return [set, add].flatMap((values) =>
    Object.entries(values).flatMap(([name, value]) => (isAuthority(name) ? [value] : [])),
  );
}

function readOperations(part: Part<HttpHeaderOperations>, areOfRequest: boolean): void {
  const { set, add, remove } = part.options(['set', 'add', 'remove']);
  if (part.isSound) part.notEmpty(RULES.MC045, '"set", "add" or "remove"');
  for (const values of [set, add]) if (values.isGiven) readValues(values, areOfRequest);
  if (remove.isGiven) readRemoved(remove);
}

function readValues(part: Part<Readonly<Record<string, string>>>, mayHaveAuthority: boolean): void {
  const values = part.map();
  if (part.isSound) part.notEmpty(RULES.MC045, 'at least one header');
  const names = values.map(([name]) => name);
  for (const name of names) {
    if (isAuthority(name)) {
      if (!mayHaveAuthority) reportAuthority(part, name);
    } else if (!isToken(name)) reportHeaderName(part, RULES.MC045, name);
  }
  checkHeaderTwice(part, RULES.MC045, names);
  for (const [, value] of values) {
    value.text(RULES.MC045, isHeaderValue, 'be a text without control characters or lone percent signs', {
      fix: VALUE_FIX,
    });
  }
}

function readRemoved(part: Part<readonly string[]>): void {
  const given = part.list('header names');
  if (!part.isSound) return;
  part.notEmpty(RULES.MC045, 'at least one header');
  const names = given.map((name) => {
    if (!isAuthority(name.value)) return readToken(name, RULES.MC045);
    reportAuthority(part, name.value);
    return undefined;
  });
  checkHeaderTwice(
    part,
    RULES.MC045,
    names.filter((name) => name !== undefined),
  );
}

function reportAuthority(part: Part, name: string): void {
  const fix = 'Set it with "set" of "request", or with "rewrite.authority".';
  part.report(RULES.MC045, `${part.title} must not have "${name}", which can only be set, and only on requests.`, {
    got: name,
    fix,
  });
}

function isAuthority(name: unknown): name is string {
  return typeof name === 'string' && /^(:authority|host)$/i.test(name);
}
