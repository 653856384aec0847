/**
 * Reads the HTTP rules of a VirtualService.
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute
 * @module
 */
import type { HTTPFaultInjection, HTTPMatchRequest, HTTPRetry, HTTPRoute, StringMatch } from '../../istio';
import { fields, text } from '../fields';
import { readDestination } from './destination';
import { DERIVED_PORTS, UNMATCHED_PREFLIGHTS } from './enumerations';
import { byKey, flag, given, integer, many, number, one, textsByKey, textsOf, word } from './given';

type Percent = NonNullable<HTTPRoute['mirrorPercentage']>;

/** Reads an HTTP rule. */
export function readHttpRoute(value: unknown): HTTPRoute {
  const each = fields(value);
  return given({
    name: text(each['name']),
    match: many(each['match'], readMatch),
    route: many(each['route'], readRoute),
    redirect: one(each['redirect'], readRedirect),
    directResponse: one(each['directResponse'], readDirectResponse),
    delegate: one(each['delegate'], readDelegate),
    rewrite: one(each['rewrite'], readRewrite),
    timeout: text(each['timeout']),
    retries: one(each['retries'], readRetries),
    fault: one(each['fault'], readFault),
    mirror: one(each['mirror'], readDestination),
    mirrors: many(each['mirrors'], readMirror),
    mirrorPercentage: one(each['mirrorPercentage'], readPercent) ?? readMirrorPercent(each),
    corsPolicy: one(each['corsPolicy'], readCorsPolicy),
    headers: one(each['headers'], readHeaders),
  });
}

function readMatch(value: unknown): HTTPMatchRequest {
  const each = fields(value);
  return given({
    name: text(each['name']),
    uri: one(each['uri'], readStringMatch),
    scheme: one(each['scheme'], readStringMatch),
    method: one(each['method'], readStringMatch),
    authority: one(each['authority'], readStringMatch),
    headers: byKey(each['headers'], readStringMatch),
    port: number(each['port']),
    sourceLabels: textsByKey(each['sourceLabels']),
    gateways: textsOf(each['gateways']),
    queryParams: byKey(each['queryParams'], readStringMatch),
    ignoreUriCase: flag(each['ignoreUriCase']),
    withoutHeaders: byKey(each['withoutHeaders'], readStringMatch),
    sourceNamespace: text(each['sourceNamespace']),
  });
}

function readStringMatch(value: unknown): StringMatch {
  const { exact, prefix, regex } = fields(value);
  return given({ exact: text(exact), prefix: text(prefix), regex: text(regex) });
}

function readRoute(value: unknown): NonNullable<HTTPRoute['route']>[number] {
  const { destination, weight, headers } = fields(value);
  return given({
    destination: readDestination(destination),
    weight: number(weight),
    headers: one(headers, readHeaders),
  });
}

function readHeaders(value: unknown): NonNullable<HTTPRoute['headers']> {
  const { request, response } = fields(value);
  return given({ request: one(request, readHeaderOperations), response: one(response, readHeaderOperations) });
}

function readHeaderOperations(value: unknown): NonNullable<NonNullable<HTTPRoute['headers']>['request']> {
  const { set, add, remove } = fields(value);
  return given({ set: textsByKey(set), add: textsByKey(add), remove: textsOf(remove) });
}

function readRedirect(value: unknown): NonNullable<HTTPRoute['redirect']> {
  const { uri, authority, port, derivePort, scheme, redirectCode, prefixRewrite } = fields(value);
  return given({
    uri: text(uri),
    authority: text(authority),
    port: number(port),
    derivePort: word(derivePort, DERIVED_PORTS),
    scheme: text(scheme),
    redirectCode: number(redirectCode),
    prefixRewrite: text(prefixRewrite),
  });
}

function readDirectResponse(value: unknown): NonNullable<HTTPRoute['directResponse']> {
  return { status: number(fields(value)['status']) ?? 0 };
}

function readDelegate(value: unknown): NonNullable<HTTPRoute['delegate']> {
  const { name, namespace } = fields(value);
  return given({ name: text(name), namespace: text(namespace) });
}

function readRewrite(value: unknown): NonNullable<HTTPRoute['rewrite']> {
  const { uri, authority, uriRegexRewrite } = fields(value);
  return given({
    uri: text(uri),
    authority: text(authority),
    uriRegexRewrite: one(uriRegexRewrite, (each) => {
      const { match, rewrite } = fields(each);
      return given({ match: text(match), rewrite: text(rewrite) });
    }),
  });
}

/** Reads when a request is sent again. */
export function readRetries(value: unknown): HTTPRetry {
  const { attempts, perTryTimeout, retryOn, retryRemoteLocalities } = fields(value);
  return given({
    attempts: integer(attempts),
    perTryTimeout: text(perTryTimeout),
    retryOn: text(retryOn),
    retryRemoteLocalities: flag(retryRemoteLocalities),
  });
}

function readFault(value: unknown): HTTPFaultInjection {
  const { delay, abort } = fields(value);
  return given({
    delay: one(delay, (each) => {
      const { percentage, percent, fixedDelay } = fields(each);
      return given({
        percentage: one(percentage, readPercent) ?? readWhole(percent),
        fixedDelay: text(fixedDelay),
      });
    }),
    abort: one(abort, (each) => {
      const { percentage, httpStatus, grpcStatus } = fields(each);
      return given({
        percentage: one(percentage, readPercent),
        httpStatus: number(httpStatus),
        grpcStatus: text(grpcStatus),
      });
    }),
  });
}

function readMirror(value: unknown): NonNullable<HTTPRoute['mirrors']>[number] {
  const { destination, percentage } = fields(value);
  return given({ destination: readDestination(destination), percentage: one(percentage, readPercent) });
}

/** Reads the share of copies as a whole number of percent, which Istio's API still takes by two names. */
function readMirrorPercent({
  mirrorPercent,
  mirror_percent: byOldName,
}: ReturnType<typeof fields>): Percent | undefined {
  return readWhole(mirrorPercent) ?? readWhole(byOldName);
}

function readWhole(percent: unknown): Percent | undefined {
  const value = integer(percent);
  return value === undefined ? undefined : { value };
}

/** Reads which preflights proxies answer. Istio's API still takes origins as texts, if no conditions are given. */
function readCorsPolicy(value: unknown): NonNullable<HTTPRoute['corsPolicy']> {
  const { allowOrigin, allowOrigins, unmatchedPreflights } = fields(value);
  return given({
    allowOrigins: many(allowOrigins, readStringMatch) ?? many(allowOrigin, (each) => given({ exact: text(each) })),
    unmatchedPreflights: word(unmatchedPreflights, UNMATCHED_PREFLIGHTS),
  });
}

function readPercent(value: unknown): Percent {
  return given({ value: number(fields(value)['value']) });
}
