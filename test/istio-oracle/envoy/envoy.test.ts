/** @module Tests that the oracle matches as Envoy does. */
import { chainFor } from './filter-chains';
import { matchesHeader } from './matchers';
import { isAllowed } from './rbac';
import type { FilterChainMatch, Listener } from './resources';
import type { HeaderMatcher, RouteMatch } from './route-resources';
import { retried } from './retries';
import { locationOf, rewritten, routeFor } from './routes';
import { virtualHostFor } from './virtual-hosts';
import type { Connection, Http } from './wire';

const http = (path = '/', headers: Readonly<Record<string, string>> = {}, authority = 'reviews:9080'): Http => ({
  method: 'GET',
  scheme: 'http',
  authority,
  path,
  headers: new Map(Object.entries(headers)),
});

describe('virtual hosts', () => {
  const hosts = (...domains: readonly string[]): string | undefined =>
    virtualHostFor(
      { virtualHosts: domains.map((each) => ({ name: each, domains: [each] })), ignorePortInHostMatching: true },
      'Reviews.Default.global:9080',
    )?.name;

  test('an exact domain comes before all wildcards, whatever the case and the port', () => {
    expect(hosts('*', '*.global', 'reviews.default.global')).toBe('reviews.default.global');
  });

  test('a long suffix comes before a short one, and any suffix before a prefix', () => {
    expect(hosts('reviews.*', '*.global', '*.default.global')).toBe('*.default.global');
    expect(hosts('*', 'reviews.*')).toBe('reviews.*');
    expect(hosts('other')).toBeUndefined();
  });
});

describe('routes', () => {
  const takes = (match: RouteMatch, request: Http): boolean =>
    routeFor({ name: '', domains: [], routes: [{ match }] }, request) !== undefined;

  test('a path is compared without its query', () => {
    expect(takes({ path: '/items' }, http('/items?q=1'))).toBe(true);
    expect(takes({ path: '/items' }, http('/items/'))).toBe(false);
    expect(takes({ prefix: '/items' }, http('/itemsX'))).toBe(true);
    expect(takes({ pathSeparatedPrefix: '/items' }, http('/itemsX'))).toBe(false);
  });

  test('a regular expression holds for the whole path, and keeps its case', () => {
    expect(takes({ safeRegex: { regex: '/i|/items' } }, http('/items'))).toBe(true);
    expect(takes({ safeRegex: { regex: '/item' } }, http('/items'))).toBe(false);
    expect(takes({ safeRegex: { regex: '/ITEMS' }, caseSensitive: false }, http('/items'))).toBe(false);
    expect(takes({ prefix: '/ITEMS', caseSensitive: false }, http('/items'))).toBe(true);
  });

  test('the first parameter of a name counts', () => {
    const match = { prefix: '/', queryParameters: [{ name: 'q', stringMatch: { exact: '1' } }] };
    expect(takes(match, http('/?q=1&q=2'))).toBe(true);
    expect(takes(match, http('/?q=2&q=1'))).toBe(false);
    expect(takes(match, http('/'))).toBe(false);
  });
});

describe('headers', () => {
  const holds = (matcher: Omit<HeaderMatcher, 'name'>, value?: string): boolean =>
    matchesHeader({ name: 'End-User', ...matcher }, http('/', value === undefined ? {} : { 'end-user': value }));

  test('a header that is not there has no text to compare with, inverted or not', () => {
    expect(holds({ stringMatch: { safeRegex: { regex: '.*' } } })).toBe(false);
    expect(holds({ stringMatch: { exact: 'jason' }, invertMatch: true })).toBe(false);
    expect(holds({ stringMatch: { exact: 'jason' }, invertMatch: true }, 'ann')).toBe(true);
  });

  test('it may be taken to be empty', () => {
    expect(holds({ stringMatch: { exact: 'jason' }, invertMatch: true, treatMissingHeaderAsEmpty: true })).toBe(true);
    expect(holds({ stringMatch: { exact: '' }, invertMatch: true, treatMissingHeaderAsEmpty: true })).toBe(false);
  });

  test('presence can be asked for, and absence', () => {
    expect(holds({ presentMatch: true }, '')).toBe(true);
    expect(holds({ presentMatch: true, invertMatch: true })).toBe(true);
  });
});

describe('rewrites and redirects', () => {
  test('what matched is replaced, and the query stays', () => {
    expect(rewritten('/items/7?q=1', { prefix: '/' }, { prefixRewrite: '/new' })).toBe('/newitems/7?q=1');
    expect(rewritten('/items', { path: '/items' }, { prefixRewrite: '/new' })).toBe('/new');
    const regexRewrite = { pattern: { regex: '/items/([0-9]+)' }, substitution: String.raw`/things/\1` };
    expect(rewritten('/items/7?q=1', { prefix: '/' }, { regexRewrite })).toBe('/things/7?q=1');
  });

  test('a redirect keeps what it does not name', () => {
    const route = { match: { prefix: '/' } };
    expect(locationOf(http('/a?q=1'), route, { pathRedirect: '/new' })).toBe('http://reviews:9080/new?q=1');
    expect(locationOf(http('/a'), route, { schemeRedirect: 'https', portRedirect: 8443 })).toBe(
      'https://reviews:8443/a',
    );
    expect(locationOf(http('/a'), route, { hostRedirect: 'b:1', portRedirect: 2 })).toBe('http://b:1:2/a');
  });
});

describe('filter chains', () => {
  const connection = (serverName: string, alpn: readonly string[] = ['istio']): Connection => ({
    cluster: 'cluster1',
    namespace: 'default',
    target: { address: '10.0.0.1', port: 15443 },
    envelope: { serverName, alpn, identity: undefined, accepts: () => true },
    payload: { kind: 'bytes' },
    gateways: 0,
  });
  const chosen = (matches: Readonly<Record<string, FilterChainMatch>>, to: Connection): string | undefined => {
    const filterChains = Object.entries(matches).map(([name, filterChainMatch]) => ({ name, filterChainMatch }));
    const listenerFilters = [{ name: 'envoy.filters.listener.tls_inspector' }];
    const listener: Listener = { name: '', address: {}, filterChains, listenerFilters };
    return chainFor(listener, to)?.name;
  };

  test('a server name and a protocol must both fit', () => {
    const chains = { reviews: { serverNames: ['reviews'], applicationProtocols: ['istio'] } };
    expect(chosen(chains, connection('reviews'))).toBe('reviews');
    expect(chosen(chains, connection('ratings'))).toBeUndefined();
    expect(chosen(chains, connection('reviews', ['h2']))).toBeUndefined();
  });

  test('what is chosen by the port is not left again because of the protocol', () => {
    const chains = { any: {}, port: { destinationPort: 15443, transportProtocol: 'raw_buffer' } };
    expect(chosen(chains, connection('reviews'))).toBeUndefined();
  });

  test('an exact name comes before wildcards', () => {
    const chains = {
      wide: { serverNames: ['*.b'] },
      narrow: { serverNames: ['*.a.b'] },
      exact: { serverNames: ['c.a.b'] },
    };
    expect(chosen(chains, connection('c.a.b'))).toBe('exact');
    expect(chosen(chains, connection('d.a.b'))).toBe('narrow');
  });
});

describe('access control', () => {
  const asked = {
    http: http('/items/7'),
    port: 9080,
    serverName: '',
    identity: 'spiffe://cluster.local/ns/default/sa/web',
  };
  const policies = { one: { permissions: [{ urlPath: { path: { prefix: '/items' } } }], principals: [{ any: true }] } };

  test('what is allowed is let in, and nothing else', () => {
    expect(isAllowed({ policies }, asked)).toBe(true);
    expect(isAllowed({}, asked)).toBe(false);
    expect(isAllowed({ policies }, { ...asked, http: undefined })).toBe(false);
  });

  test('what is denied is not let in, and everything else is', () => {
    expect(isAllowed({ action: 'DENY', policies }, asked)).toBe(false);
    expect(isAllowed({ action: 'DENY' }, asked)).toBe(true);
  });
});

describe('retries', () => {
  const good = { share: 0.5, ends: () => [{ probability: 1, status: 200 }] };
  const bad = { share: 0.5, ends: () => [{ probability: 1, status: 503, flag: 'UF' }] };

  test('after a failure to connect, another endpoint is tried', () => {
    const ends = retried([good, bad], { retryOn: 'connect-failure', numRetries: 2 });
    expect(ends.every(({ status }) => status === 200)).toBe(true);
    expect(ends.reduce((sum, { probability }) => sum + probability, 0)).toBe(1);
  });

  test('without retries, the failure is the answer', () => {
    expect(retried([good, bad], undefined).map(({ status, probability }) => [status, probability])).toEqual([
      [200, 0.5],
      [503, 0.5],
    ]);
  });
});
