/**
 * Where a redirect sends a caller.
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect
 * @module
 */
import type { HTTPRoute } from '../../istio';
import type { End, Flow } from '../flow';
import type { Router } from './http-rules';

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** The response of a rule that redirects. */
export function redirected(route: HTTPRoute, match: number | undefined, { port }: Router, flow: Flow): End {
  const { redirect = {}, match: matches = [] } = route;
  const { scheme = flow.wire.scheme, redirectCode = 301, derivePort } = redirect;
  const named = redirect.port ?? (derivePort === 'FROM_REQUEST_PORT' ? port : undefined);
  const location =
    `${scheme}://${hostOf(redirect, flow, named === DEFAULT_PORTS[scheme] ? undefined : named)}` +
    pathOf(redirect, flow, match === undefined ? undefined : matches[match]?.uri?.prefix);
  const fix = 'Send it to the new location.';
  return { flow, status: redirectCode, location, reason: 'A rule redirects the request.', fix };
}

type Redirect = NonNullable<HTTPRoute['redirect']>;

/** The new host. That of the request keeps its port, unless there is a new one or its scheme had it by default. */
function hostOf({ authority = '', scheme }: Redirect, { wire }: Flow, port: number | undefined): string {
  const [, name = '', own = ''] = /^(.*?)(?::(\d+))?$/.exec(wire.authority) ?? [];
  const isOther = scheme !== undefined && scheme !== wire.scheme;
  const isGone = port !== undefined || (isOther && Number(own) === DEFAULT_PORTS[wire.scheme]);
  const host = authority === '' ? (isGone ? name : wire.authority) : authority;
  return port === undefined ? host : `${host}:${port}`;
}

/** The new path, with the query of the request if it has none of its own. */
function pathOf({ uri = '', prefixRewrite = '' }: Redirect, { wire }: Flow, prefix = '/'): string {
  const [path = '', query] = wire.path.split('?');
  const target = prefixRewrite === '' ? (uri === '' ? path : uri) : prefixRewrite + path.slice(prefix.length);
  return query === undefined || target.includes('?') ? target : `${target}?${query}`;
}
