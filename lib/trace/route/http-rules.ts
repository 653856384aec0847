/**
 * Which rule of a VirtualService a request follows.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/core/route/route.go
 * @module
 */
import { hasLabels, type HTTPMatchRequest, type HTTPRoute } from '../../istio';
import { isFor, matches, type Request } from '../../match';
import type { Proxy } from '../model/proxy';
import type { Placed } from '../model/virtual-services';
import type { Wire } from '../wire';
import { withExpressionsOf } from './expressions';

/** The proxy that routes, and the port at which it got the request. */
export interface Router {
  readonly proxy: Proxy;
  readonly port: number;
  /** The gateway that it is for VirtualServices, as `namespace/name`; `mesh` for sidecars. */
  readonly gateway: string;
}

/** One alternative of a rule: the route that Envoy gets for one of its matches. */
export interface Option {
  readonly rule: Placed<HTTPRoute>;
  /** The index of the match; undefined for a rule without any. */
  readonly match: number | undefined;
  readonly conditions: HTTPMatchRequest;
}

/** Whether any of the rules can hold for requests to a proxy at a port. */
export function anyApplies(rules: readonly Placed<HTTPRoute>[], router: Router): boolean {
  return rules.some(({ route: { match = [] } }) => match.length === 0 || match.some((each) => appliesTo(each, router)));
}

/** The alternatives of rules that can hold for requests to a proxy at a port. One that holds for all requests is the last. */
export function optionsOf(rules: readonly Placed<HTTPRoute>[], router: Router): readonly Option[] {
  const options: Option[] = [];
  for (const rule of rules) {
    const { match = [] } = rule.route;
    if (match.length === 0) return [...options, { rule, match: undefined, conditions: {} }];
    for (const [index, conditions] of match.entries()) {
      if (!appliesTo(conditions, router)) continue;
      options.push({ rule, match: index, conditions });
      if (isCatchAll(conditions)) return options;
    }
  }
  return options;
}

/** The first alternative that holds for a request. */
export function optionFor(options: readonly Option[], wire: Wire, router: Router): Option | undefined {
  const request = asRequest(wire, router);
  return options.find(
    ({ conditions, rule }) => !asksForClaims(conditions) && withExpressionsOf(rule, () => matches(conditions, request)),
  );
}

/** Whether conditions hold for every request to a port. */
export function isCatchAll({ uri, headers, withoutHeaders, queryParams, ...others }: HTTPMatchRequest): boolean {
  const isAnyPath = uri === undefined || uri.prefix === '/' || uri.regex === '.*';
  const named = [headers, withoutHeaders, queryParams].some((each) => Object.keys(each ?? {}).length > 0);
  return isAnyPath && !named && [others.method, others.authority, others.scheme].every((each) => each === undefined);
}

/** Whether the conditions on the caller, its gateway and the port hold. If there are gateways, the others do not count. */
function appliesTo(match: HTTPMatchRequest, { proxy, port, gateway }: Router): boolean {
  if (!isFor(match, port)) return false;
  const { gateways = [], sourceLabels = {}, sourceNamespace = '' } = match;
  if (gateways.length > 0) return gateways.includes(gateway);
  return hasLabels(proxy.labels, sourceLabels) && (sourceNamespace === '' || sourceNamespace === proxy.namespace);
}

/** Whether conditions ask for claims of a token, which a traced request does not have. */
function asksForClaims({ headers = {} }: HTTPMatchRequest): boolean {
  return Object.keys(headers).some((name) => name.startsWith('@request.auth.claims'));
}

function asRequest(wire: Wire, { proxy, port, gateway }: Router): Request {
  const { method, scheme, authority, path, headers } = wire;
  const { namespace, labels } = proxy;
  return { method, scheme, authority, path, headers, port, namespace, labels, gateway };
}
