/**
 * What the rule for a request does with it: a fault, a redirect, a response, or destinations.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/core/route/route.go
 * @module
 */
import type { HTTPRoute } from '../../istio';
import type { ManifestObject } from '../../manifests';
import { type End, type Flow, onward } from '../flow';
import { retriesOf } from '../model/retry-policy';
import type { Service } from '../model/service';
import type { Placed, VirtualService } from '../model/virtual-services';
import type { VirtualHost } from '../scope/virtual-hosts';
import type { Destination } from '../upstream/connections';
import { changed } from './changes';
import { answersPreflight } from './cors';
import { withExpressionsOf } from './expressions';
import { type Option, optionFor, optionsOf, type Router } from './http-rules';
import { redirected } from './redirect';
import { delaysOf, reported, shareOf } from './reported';
import { weighted } from './weights';

/** The service that rules mean by a host. */
type ServiceFor = (host: string) => Service | undefined;

/** A request that a rule sends to a destination. */
export interface Sent {
  readonly flow: Flow;
  readonly destination: Destination;
}

/** Where requests to a virtual host go. */
export function routed(
  { host, routes, service }: VirtualHost,
  rules: readonly Placed<HTTPRoute>[],
  router: Router,
  serviceFor: ServiceFor,
  flow: Flow,
): readonly (Sent | End)[] {
  const cluster = router.proxy.cluster;
  if (routes === undefined) {
    const object = service?.object;
    const at = onward(flow, {
      kind: 'virtual host',
      cluster,
      text: `${host}, without rules`,
      object,
      path: ['metadata'],
    });
    return [{ flow: at, destination: { host, port: router.port, subset: undefined } }];
  }
  const found = optionFor(optionsOf(rules, router), flow.wire, router);
  const at = onward(flow, {
    kind: 'virtual host',
    cluster,
    text: host,
    object: routes.object,
    path: ['spec', 'hosts'],
  });
  if (found === undefined) return [noRule(routes, at)];
  return followed(found, router, serviceFor, at);
}

function noRule({ object }: VirtualService, flow: Flow): End {
  return {
    flow,
    status: 404,
    flag: 'NR',
    reason: `No rule of ${object.id} holds for the request.`,
    fix: 'Add a rule without a match at the end, or widen a match.',
  };
}

/** Follows a rule. Faults come first, each for its share of the requests: a delay before an abort. */
export function followed(
  { rule, match }: Option,
  router: Router,
  serviceFor: ServiceFor,
  flow: Flow,
): readonly (Sent | End)[] {
  const { route, object, path } = rule;
  const cluster = router.proxy.cluster;
  const index = Number(path[2] ?? 0) + 1;
  const by = match === undefined ? 'for all requests' : `match ${match + 1}`;
  const where = match === undefined ? path : [...path, 'match', match];
  const name = route.name === undefined ? '' : ` "${route.name}"`;
  const chosen = onward(flow, { kind: 'rule', cluster, text: `rule ${index}${name}, ${by}`, object, path: where });
  const delays = delaysOf(route);
  const at = delays.length === 0 ? chosen : { ...chosen, delays: [...flow.delays, ...delays] };
  const aborted = shareOf(route.fault?.abort?.percentage?.value);
  const ends: End[] = [];
  if (aborted > 0) {
    const decided = {
      kind: 'fault',
      cluster,
      text: `abort for ${aborted * 100} %`,
      object,
      path: [...path, 'fault'],
    } as const;
    const reason = `A fault of ${object.id} aborts ${aborted * 100} % of the requests.`;
    const fix = 'Remove the fault if it is not meant.';
    ends.push({ flow: onward(at, decided, aborted), status: statusOf(route), flag: 'FI', reason, fix });
  }
  if (aborted === 1) return ends;
  const rest = { kind: 'fault', cluster, text: 'no abort', object, path: [...path, 'fault'] } as const;
  const left = aborted === 0 ? at : onward(at, rest, 1 - aborted);
  return [...ends, ...acted(rule, match, router, serviceFor, left)];
}

function statusOf({ fault }: HTTPRoute): number {
  // a gRPC status comes in a response with status 200
  return fault?.abort?.httpStatus ?? 200;
}

function acted(
  rule: Placed<HTTPRoute>,
  match: number | undefined,
  router: Router,
  serviceFor: ServiceFor,
  flow: Flow,
): readonly (Sent | End)[] {
  const { route, object } = rule;
  if (route.redirect !== undefined) return [redirected(route, match, router, flow)];
  if (route.directResponse !== undefined) {
    const reason = `A rule of ${object.id} answers in place of a workload.`;
    return [
      { flow, status: route.directResponse.status, reason, fix: 'Remove the direct response if it is not meant.' },
    ];
  }
  if (answersPreflight(route, flow.wire)) return [preflight(object, flow)];
  const { route: destinations = [] } = route;
  const retries = route.retries === undefined ? flow.retries : retriesOf(route.retries);
  const conditions = match === undefined ? undefined : route.match?.[match];
  const shares = weighted(rule, destinations, router.proxy.cluster, {
    ...flow,
    rules: [...flow.rules, reported(route, (each) => destinationOf(each, router, serviceFor).host)],
    retries,
  });
  if (shares.length === 0) return [nowhere(rule, flow)];
  return shares.map((each) => ({
    flow: {
      ...each.flow,
      wire: withExpressionsOf(rule, () => changed(flow.wire, route, conditions, each.route)),
    },
    destination: destinationOf(each.route.destination, router, serviceFor),
  }));
}

function preflight({ id }: ManifestObject, flow: Flow): End {
  const reason = `The corsPolicy of ${id} answers preflights in place of a workload.`;
  return { flow, status: 200, reason, fix: 'Remove the corsPolicy if the workload answers them itself.' };
}

/** A rule that does nothing with requests, which Istio refuses. */
function nowhere({ object, path }: Placed<HTTPRoute>, flow: Flow): End {
  const reason = `Rule ${Number(path[2] ?? 0) + 1} of ${object.id} sends requests nowhere. Istio refuses such an object.`;
  return {
    flow,
    status: 404,
    flag: 'NR',
    reason,
    fix: 'Give the rule a route with weights, a redirect or a direct response.',
  };
}

/** The destination of a rule. Without a port, a gateway takes the only port of the service, and all others take that of the call. */
function destinationOf(
  { host, subset, port }: NonNullable<HTTPRoute['route']>[number]['destination'],
  { proxy, port: called }: Router,
  serviceFor: ServiceFor,
): Destination {
  const service = serviceFor(host);
  const only = proxy.kind === 'gateway' && service?.ports.length === 1 ? service.ports[0]?.number : undefined;
  const isCalled = service?.ports.some(({ number }) => number === called) ?? false;
  const target = isCalled || proxy.kind === 'gateway' ? service?.target : undefined;
  return { host: target ?? host, port: port?.number ?? only ?? called, subset };
}
