/**
 * What a proxy makes of a request of HTTP: a response of its own, or clusters with their shares.
 * @module
 */
import { type End, failed, shared } from './end';
import { clusterNamed } from './clusters';
import { matchesString } from './matchers';
import type { Cluster, ConnectionManager, Resources } from './resources';
import type { Cors, Fault, Metadata, RetryPolicy, Route, RouteAction, VirtualHost } from './route-resources';
import { fraction, locationOf, redirectStatus, routeFor, sentOn } from './routes';
import { virtualHostFor } from './virtual-hosts';
import type { Http } from './wire';

/** Sends a request to a cluster. */
type Send = (cluster: Cluster, http: Http, retries: RetryPolicy | 'none') => readonly End[];

/** What follows from a route. */
export interface Next {
  readonly send: Send;
  /** Takes notes of what decided. */
  readonly note: (metadata: Metadata | undefined) => void;
}

/** Where a request ends. */
export function answerOf(http: Http, manager: ConnectionManager, resources: Resources, next: Next): readonly End[] {
  const name = manager.rds?.routeConfigName;
  const routes = manager.routeConfig ?? resources.routes.find((each) => each.name === name);
  const host = routes === undefined ? undefined : virtualHostFor(routes, http.authority);
  // Envoy looks for no route where the header is empty
  if (host === undefined || http.headers.get('x-forwarded-proto') === '') return failed(404, 'NR');
  if (host.requireTls === 'ALL' && http.scheme !== 'https') return [toHttps(http)];
  const route = routeFor(host, http);
  next.note(route?.metadata);
  return route === undefined ? failed(404, 'NR') : faulty(http, route, host, resources, next);
}

function toHttps(http: Http): End {
  return { probability: 1, status: 301, location: `https://${http.authority}${http.path}` };
}

const FAULT = 'envoy.filters.http.fault';
const CORS = 'envoy.filters.http.cors';

/** Aborts come before anything else; they are counted in the share of requests that they hit. */
function faulty(http: Http, route: Route, host: VirtualHost, resources: Resources, next: Next): readonly End[] {
  const fault: Fault | undefined = route.typedPerFilterConfig?.[FAULT] ?? host.typedPerFilterConfig?.[FAULT];
  const abort = fault?.abort;
  // a filter of faults stands before the router for all that is routed; redirects are answered by it, too
  const share = abort === undefined ? 0 : fraction(abort.percentage);
  const aborted = share === 0 ? [] : shared(failed(abort?.httpStatus ?? 200, 'FI'), share);
  if (share === 1) return aborted;
  const cors = route.route === undefined ? undefined : route.typedPerFilterConfig?.[CORS];
  const ends =
    cors !== undefined && isAnswered(cors, http)
      ? [{ probability: 1, status: 200 }]
      : acted(http, route, resources, next.send);
  return [...aborted, ...shared(ends, 1 - share)];
}

/** Whether the filter for CORS answers a request: a preflight that it does not pass on. */
function isAnswered({ allowOriginStringMatch = [], forwardNotMatchingPreflights = true }: Cors, http: Http): boolean {
  const origin = http.headers.get('origin') ?? '';
  const isPreflight =
    http.method === 'OPTIONS' && origin !== '' && (http.headers.get('access-control-request-method') ?? '') !== '';
  if (!isPreflight) return false;
  return (
    !forwardNotMatchingPreflights ||
    allowOriginStringMatch.some((each) => matchesString(each, '*') || matchesString(each, origin))
  );
}

function acted(http: Http, route: Route, resources: Resources, send: Send): readonly End[] {
  const { directResponse, redirect, route: action } = route;
  if (redirect !== undefined)
    return [{ probability: 1, status: redirectStatus(redirect), location: locationOf(http, route, redirect) }];
  if (directResponse !== undefined) return [{ probability: 1, status: directResponse.status }];
  if (action === undefined) return failed(404, 'NR');
  const { cluster, weightedClusters, retryPolicy = 'none', clusterNotFoundResponseCode } = action;
  const clusters = cluster === undefined ? (weightedClusters?.clusters ?? []) : [{ name: cluster, weight: 1 }];
  const total = clusters.reduce((sum, { weight = 0 }) => sum + weight, 0);
  return clusters.flatMap(({ name, weight = 0, ...changes }) => {
    if (weight === 0) return [];
    const found = clusterNamed(name, resources);
    const host = 'hostRewriteLiteral' in changes ? changes.hostRewriteLiteral : undefined;
    const sent = sentOn(http, route, action, [changes, route], host);
    const missing = clusterNotFoundResponseCode === 'INTERNAL_SERVER_ERROR' ? 500 : 503;
    const ends = found === undefined ? failed(missing, 'NC') : send(found, sent, retryPolicy);
    return shared(ends, weight / total).map((each) => ({
      ...each,
      mirrors: [...mirrorsOf(action), ...(each.mirrors ?? [])],
    }));
  });
}

function mirrorsOf({ requestMirrorPolicies = [] }: RouteAction): readonly string[] {
  return requestMirrorPolicies.map(({ cluster, runtimeFraction }) => {
    const [, , subset = '', host = ''] = cluster.split('|');
    const share = runtimeFraction === undefined ? 1 : fraction(runtimeFraction.defaultValue);
    return `${host} ${subset} ${share}`;
  });
}
