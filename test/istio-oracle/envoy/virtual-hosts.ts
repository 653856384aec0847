/**
 * Which virtual host takes a request.
 * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto#config-route-v3-virtualhost
 * @module
 */
import type { RouteConfiguration, VirtualHost } from './route-resources';

/** The virtual host for an authority: an exact domain, else the longest `*.x`, else the longest `x.*`, else `*`. */
export function virtualHostFor(
  { virtualHosts = [], ignorePortInHostMatching = false }: RouteConfiguration,
  authority: string,
): VirtualHost | undefined {
  const lower = authority.toLowerCase();
  const host = ignorePortInHostMatching ? lower.replace(/:\d+$/, '') : lower;
  const named = virtualHosts.flatMap((each) => each.domains.map((domain) => ({ each, domain: domain.toLowerCase() })));
  const exact = named.find(({ domain }) => domain === host);
  if (exact !== undefined) return exact.each;
  const byLength = (one: { domain: string }, other: { domain: string }): number =>
    other.domain.length - one.domain.length;
  const suffixes = named
    .filter(({ domain }) => domain.startsWith('*') && domain !== '*')
    .filter(({ domain }) => host.endsWith(domain.slice(1)) && host.length > domain.length - 1);
  const prefixes = named
    .filter(({ domain }) => domain.endsWith('*') && domain !== '*')
    .filter(({ domain }) => host.startsWith(domain.slice(0, -1)) && host.length > domain.length - 1);
  const [found] = [
    ...suffixes.sort(byLength),
    ...prefixes.sort(byLength),
    ...named.filter(({ domain }) => domain === '*'),
  ];
  return found?.each;
}
