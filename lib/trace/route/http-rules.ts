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

/** The proxy that routes, as VirtualServices name it, and the port at which it got the request. */
export interface Router {
  readonly proxy: Proxy;
  readonly port: number;
  /** The names of its gateways, as `namespace/name`; `mesh` for sidecars. */
  readonly gateways: readonly string[];
}

/** Whether any of the rules can hold for requests to a proxy at a port. */
export function anyApplies(rules: readonly Placed<HTTPRoute>[], router: Router): boolean {
  return rules.some(({ route: { match = [] } }) => match.length === 0 || match.some((each) => appliesTo(each, router)));
}

/** The first rule that holds for a request, and the index of its match that does; undefined if none does. */
export function ruleFor(
  rules: readonly Placed<HTTPRoute>[],
  wire: Wire,
  router: Router,
): { readonly rule: Placed<HTTPRoute>; readonly match: number | undefined } | undefined {
  const request = asRequest(wire, router);
  for (const rule of rules) {
    const { match = [] } = rule.route;
    if (match.length === 0) return { rule, match: undefined };
    const index = match.findIndex(
      (each) => appliesTo(each, router) && !asksForClaims(each) && matches(withoutSource(each), request),
    );
    if (index !== -1) return { rule, match: index };
  }
  return undefined;
}

/** Whether the conditions on the caller, its gateway and the port hold. If there are gateways, the others do not count. */
function appliesTo(match: HTTPMatchRequest, { proxy, port, gateways }: Router): boolean {
  if (!isFor(match, port)) return false;
  const { gateways: wanted = [], sourceLabels = {}, sourceNamespace = '' } = match;
  if (wanted.length > 0) return wanted.some((name) => gateways.includes(name));
  return hasLabels(proxy.labels, sourceLabels) && (sourceNamespace === '' || sourceNamespace === proxy.namespace);
}

function withoutSource({
  gateways: _,
  sourceLabels: __,
  sourceNamespace: ___,
  ...match
}: HTTPMatchRequest): HTTPMatchRequest {
  return match;
}

/** Whether conditions ask for claims of a token, which a request from a sidecar does not have. */
export function asksForClaims({ headers = {} }: HTTPMatchRequest): boolean {
  return Object.keys(headers).some((name) => name.startsWith('@request.auth.claims'));
}

function asRequest({ method, scheme, authority, path, headers }: Wire, { proxy, port }: Router): Request {
  const { namespace, labels } = proxy;
  return { method, scheme, authority, path, headers, port, namespace, labels };
}
