/** @module Tests how rewrites of paths are written. */
import { type HttpMatch, SniAddressing, StringMatch } from '../../../lib';
import { shop } from '../../support/meshes';

const { exact, prefix, regex } = StringMatch;

/** The match and the rewrite of each rule that Istio gets for one rule with these alternatives. */
function written(match: readonly HttpMatch[], uri: string, authority?: string): readonly object[] {
  const { mesh, east, cart } = shop();
  cart.addRoute([
    { name: 'moved', match, to: [{ version: 'v1' }], rewrite: { uri, ...(authority !== undefined && { authority }) } },
    { to: [{ version: 'v1' }] },
  ]);
  const { virtualService } = mesh.plan(new SniAddressing()).for(east).of(cart);
  const http = virtualService?.spec.http ?? [];
  expect(http.slice(0, -1).map(({ name }) => name)).toEqual(http.slice(1).map(() => 'moved'));
  return http.slice(0, -1).map((rule) => ({ match: rule.match, rewrite: rule.rewrite }));
}

const whole = (rewrite: string): object => ({ uriRegexRewrite: { match: '^.*$', rewrite } });

test('a prefix, an exact path and a regular expression are replaced by Istio’s rewrite of the path', () => {
  const match = [{ uri: prefix('/old/') }, { uri: exact('/old') }, { uri: regex('/o/.*') }];
  expect(written(match, '/')).toEqual([
    {
      match: [{ uri: { prefix: '/old/' } }, { uri: { exact: '/old' } }, { uri: { regex: '/o/.*' } }],
      rewrite: { uri: '/' },
    },
  ]);
});

test('without a condition on the path, the whole path is replaced', () => {
  expect(written([{ method: exact('GET') }], '/new', 'cart')).toEqual([
    { match: [{ method: { exact: 'GET' } }], rewrite: { ...whole('/new'), authority: 'cart' } },
  ]);
});

test('a backslash in the new path stays one', () => {
  expect(written([{ method: exact('GET') }], '/a\\1')).toMatchObject([{ rewrite: whole('/a\\\\1') }]);
});

test('the default rule replaces the whole path', () => {
  const { mesh, east, cart } = shop();
  cart.addRoute([{ to: [{ version: 'v1' }], rewrite: { uri: '/new' } }]);
  const { virtualService } = mesh.plan(new SniAddressing()).for(east).of(cart);
  expect(virtualService?.spec.http).toMatchObject([{ rewrite: whole('/new') }]);
});

test('alternatives with and without a condition on the path become rules of their own, in their order', () => {
  const [get, old, put] = [{ method: exact('GET') }, { uri: prefix('/old/') }, { method: exact('PUT') }];
  expect(written([old, get, put, { uri: exact('/x') }], '/new/')).toEqual([
    { match: [{ uri: { prefix: '/old/' } }], rewrite: { uri: '/new/' } },
    { match: [{ method: { exact: 'GET' } }, { method: { exact: 'PUT' } }], rewrite: whole('/new/') },
    { match: [{ uri: { exact: '/x' } }], rewrite: { uri: '/new/' } },
  ]);
});
