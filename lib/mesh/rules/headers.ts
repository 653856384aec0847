/**
 * Headers that are set, added and removed on the way.
 * @module
 */
import { checkHeaderNames, headerTwice } from './header-names';
import { isHeaderValue } from './header-value';
import type { Part } from './part';

/** Changes of headers; at least one, each header once per operation, whatever the case of its name (MC045). */
export interface HttpHeaderOperations {
  /**
   * Headers that get a value in place of any they have.
   * @default - none
   */
  readonly set?: Readonly<Record<string, string>>;
  /**
   * Headers that get a value beside any they have.
   * @default - none
   */
  readonly add?: Readonly<Record<string, string>>;
  /**
   * Headers that are taken away.
   * @default - none
   */
  readonly remove?: readonly string[];
}

/**
 * Changes of headers of requests and responses. A value may name variables of Envoy, `%HOSTNAME%`; a plain percent sign is
 * written `%%` (MC045). `host` and `:authority` can be set on requests only, and only once per rule, `rewrite.authority`
 * included (MC046).
 *
 * @example
 * { request: { set: { 'x-team': 'blue' } }, response: { remove: ['server'] } }
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Headers
 */
export interface HttpHeaders {
  /**
   * Changes before the request is sent.
   * @default - none
   */
  readonly request?: HttpHeaderOperations;
  /**
   * Changes before the response is handed to the caller.
   * @default - none
   */
  readonly response?: HttpHeaderOperations;
}

/** Checks changes of headers; reports MC035, MC045 and MC086. */
export function checkHeaders(part: Part, headers: HttpHeaders): void {
  const { request, response } = part.options(headers, ['request', 'response']);
  if (request === undefined && response === undefined) part.report('MC045', 'change nothing', headers);
  if (request !== undefined) checkOperations(part.of('request'), request, true);
  if (response !== undefined) checkOperations(part.of('response'), response, false);
}

/** The values that changes of headers give to the host of a request. */
export function authoritiesIn(headers: HttpHeaders | undefined): readonly string[] {
  const { set = {}, add = {} } = headers?.request ?? {};
  return [set, add].flatMap((values) =>
    Object.entries(values).flatMap(([name, value]) => (isAuthority(name) ? [value] : [])),
  );
}

function checkOperations(part: Part, operations: HttpHeaderOperations, isRequest: boolean): void {
  const { set, add, remove } = part.options(operations, ['set', 'add', 'remove']);
  if (set === undefined && add === undefined && remove === undefined)
    part.report('MC045', 'changes nothing', operations);
  if (set !== undefined) checkValues(part.of('set'), set, isRequest);
  if (add !== undefined) checkValues(part.of('add'), add, isRequest);
  if (remove !== undefined) checkRemoved(part.of('remove'), remove);
}

function checkValues(part: Part, given: Readonly<Record<string, string>>, mayHaveAuthority: boolean): void {
  const values = part.map(given);
  part.notEmpty('MC045', given, 'changes nothing');
  const names = values.map(([name]) => name);
  checkNames(part, names, mayHaveAuthority);
  for (const [name, value] of values) {
    if (isHeaderValue(value)) continue;
    const allowed = 'text without control characters, "%" as "%%" but in variables such as "%HOSTNAME%"';
    part.report('MC045', `gives "${name}" a bad value`, value, { allowed, fix: 'write each percent sign as "%%"' });
  }
}

function checkRemoved(part: Part, given: readonly string[]): void {
  const names = part.list(given);
  part.notEmpty('MC045', given, 'changes nothing');
  checkNames(part, names, false);
}

function checkNames(part: Part, names: readonly string[], mayHaveAuthority: boolean): void {
  const [authority, others] = [names.filter(isAuthority), names.filter((name) => !isAuthority(name))];
  checkHeaderNames(part, 'MC045', others);
  if (authority.length > 0 && !mayHaveAuthority) {
    const fix = 'set the host of requests only, by "set" or by "rewrite"';
    part.report('MC045', 'has the host of a request', authority, { fix });
  }
  const twice = headerTwice(names.filter((name) => typeof name === 'string'));
  if (twice !== undefined) part.report('MC045', 'has one header twice', twice, { fix: 'remove one of the two' });
}

function isAuthority(name: unknown): boolean {
  return typeof name === 'string' && /^(:authority|host)$/i.test(name);
}
