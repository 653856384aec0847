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
export function redirected(
  { redirect = {}, match: matches = [] }: HTTPRoute,
  match: number | undefined,
  { port: called }: Router,
  flow: Flow,
): End {
  const { uri = '', prefixRewrite = '', authority = '', scheme, redirectCode = 301 } = redirect;
  const { wire } = flow;
  const [, host = '', , own = ''] = /^(.*?)(:(\d+))?$/.exec(wire.authority) ?? [];
  const to = scheme ?? wire.scheme;
  const prefix = match === undefined ? '/' : (matches[match]?.uri?.prefix ?? '/');
  const [path = '', query] = wire.path.split('?');
  const after = query === undefined ? '' : `?${query}`;
  const target = prefixRewrite === '' ? (uri === '' ? path : uri) : prefixRewrite + path.slice(prefix.length);
  const derived = redirect.derivePort === 'FROM_REQUEST_PORT' ? called : undefined;
  const port =
    redirect.port ?? derived ?? (authority === '' && scheme === undefined && own !== '' ? Number(own) : undefined);
  const suffix = port === undefined || port === DEFAULT_PORTS[to] ? '' : `:${port}`;
  const location = `${to}://${authority === '' ? host : authority}${suffix}${target}${target.includes('?') ? '' : after}`;
  return {
    flow,
    status: redirectCode,
    location,
    reason: 'A rule redirects the request.',
    fix: 'Send it to the new location.',
  };
}
