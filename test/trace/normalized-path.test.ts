/** @module Tests how proxies normalize paths: what Envoy itself makes of each, and where a trace does the same. */
import { trace, TracedMesh } from '../../lib/trace';
import type { PathNormalization } from '../../lib/trace/model/path-normalization';
import { normalizedPath } from '../../lib/trace/normalized-path';
import { readObject } from '../../lib/manifests';
import { answers, deployment, istio, type Kube, meshOf, policy, service } from '../support/traced';

const NORMALIZATIONS: readonly PathNormalization[] = ['NONE', 'BASE', 'MERGE_SLASHES', 'DECODE_AND_MERGE_SLASHES'];

/** A path, and what becomes of it with each normalization; undefined stands for status 400. */
test.each<[string, ...(string | undefined)[]]>([
  ['/a/./b', '/a/./b', '/a/b', '/a/b', '/a/b'],
  ['/a/../b', '/a/../b', '/b', '/b', '/b'],
  ['/a//../b', '/a//../b', '/a/b', '/a/b', '/a/b'],
  ['/a/b/..', '/a/b/..', '/a/', '/a/', '/a/'],
  ['/a/b/.', '/a/b/.', '/a/b/', '/a/b/', '/a/b/'],
  ['/a/%2e%2E/b', '/a/%2e%2E/b', '/b', '/b', '/b'],
  ['/../../a', '/../../a', '/a', '/a', '/a'],
  ['/..', '/..', '/', '/', '/'],
  ['/a//b///c//', '/a//b///c//', '/a//b///c//', '/a/b/c/', '/a/b/c/'],
  ['//a', '//a', '//a', '/a', '/a'],
  [String.raw`/a\..\b`, String.raw`/a\..\b`, '/b', '/b', '/b'],
  ['/a%2fb%5Cc', '/a%2fb%5Cc', '/a%2fb%5Cc', '/a%2fb%5Cc', '/a/b/c'],
  ['/a%2F..%2Fb', '/a%2F..%2Fb', '/a%2F..%2Fb', '/a%2F..%2Fb', '/b'],
  ['/%41%7a%7E%2d%5f', '/%41%7a%7E%2d%5f', '/Az~-_', '/Az~-_', '/Az~-_'],
  ['/%21%20%3a%2B', '/%21%20%3a%2B', '/%21%20%3a%2B', '/%21%20%3a%2B', '/%21%20%3a%2B'],
  ['/a%00b', '/a%00b', undefined, undefined, undefined],
  ['/a%01b', '/a%01b', '/a%01b', '/a%01b', '/a%01b'],
  ['/%zz', '/%zz', '/%zz', '/%zz', '/%zz'],
  ['/%4', '/%4', '/%4', '/%4', '/%4'],
  ['/%%300', '/%%300', '/%2500', '/%2500', '/%2500'],
  ['/%%30%30', '/%%30%30', '/%2500', '/%2500', '/%2500'],
  ['/%%411', '/%%411', '/%25A1', '/%25A1', '/%25A1'],
  [
    '/a"<>^`{|}b',
    '/a"<>^`{|}b',
    '/a%22%3C%3E%5E%60%7B%7C%7Db',
    '/a%22%3C%3E%5E%60%7B%7C%7Db',
    '/a%22%3C%3E%5E%60%7B%7C%7Db',
  ],
  ['/a[b]', '/a[b]', '/a[b]', '/a[b]', '/a[b]'],
  ["/a'b!$&()*+,;=:@b", "/a'b!$&()*+,;=:@b", "/a'b!$&()*+,;=:@b", "/a'b!$&()*+,;=:@b", "/a'b!$&()*+,;=:@b"],
  ['/a/..;/b', '/a/..;/b', '/b', '/b', '/b'],
  ['/a/.;x/b', '/a/.;x/b', '/a/b', '/a/b', '/a/b'],
  ['/a/.%3bx/b', '/a/.%3bx/b', '/a/.%3bx/b', '/a/.%3bx/b', '/a/.%3bx/b'],
  ['/a/...', '/a/...', '/a/...', '/a/...', '/a/...'],
  ['/a/..b', '/a/..b', '/a/..b', '/a/..b', '/a/..b'],
  ['/a.%2e/b', '/a.%2e/b', '/a../b', '/a../b', '/a../b'],
  ['/a/..?x=%41//', '/a/..?x=%41//', '/?x=%41//', '/?x=%41//', '/?x=%41//'],
  ['/a#b?c', '/a', '/a', '/a', '/a'],
  ['/a/..#b', '/a/..', '/', '/', '/'],
  ['/a/%252e%252e/b', '/a/%252e%252e/b', '/a/%252e%252e/b', '/a/%252e%252e/b', '/a/%252e%252e/b'],
  ['/a%2f%2fb', '/a%2f%2fb', '/a%2f%2fb', '/a%2f%2fb', '/a/b'],
  ['/a/b%2f..', '/a/b%2f..', '/a/b%2f..', '/a/b%2f..', '/a/'],
  [String.raw`/a\..;\b`, String.raw`/a\..;\b`, '/a/..;/b', '/a/..;/b', '/a/..;/b'],
  ['/a/%2e%2e;/b', '/a/%2e%2e;/b', '/a/..;/b', '/a/..;/b', '/a/..;/b'],
  ['/a/..;%2fb', '/a/..;%2fb', '/', '/', '/b'],
  ['/a/..;%5cb', '/a/..;%5cb', '/', '/', '/'],
  ['/a/..;%00/b', '/a/..;%00/b', '/b', '/b', '/b'],
  ['/a/...;/b', '/a/...;/b', '/a/...;/b', '/a/...;/b', '/a/...;/b'],
])('%s becomes %s, %s, %s or %s', (path, ...expected) => {
  expect(NORMALIZATIONS.map((how) => normalizedPath(path, how))).toEqual(expected);
});

const config = (normalization: unknown): Kube => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'istio', namespace: 'istio-system' },
  data: { mesh: JSON.stringify({ pathNormalization: { normalization } }) },
});

/** A rule for requests to `/admin`. */
const rule = (gateways: object = {}): Kube =>
  istio('VirtualService', 'reviews', {
    hosts: ['reviews'],
    ...gateways,
    http: [
      { match: [{ uri: { prefix: '/admin' } }], directResponse: { status: 418 } },
      { route: [{ destination: { host: 'reviews' } }] },
    ],
  });

const pods: readonly Kube[] = [service('reviews'), deployment('web', 'v1'), deployment('reviews', 'v1')];

describe.each([
  ['NONE', '/x/../admin', '1 cluster1/reviews-v1'],
  ['DEFAULT', '/x/../admin', '1 418'],
  ['BASE', '/%61dmin?a=b', '1 418'],
  ['BASE', '//admin', '1 cluster1/reviews-v1'],
  ['MERGE_SLASHES', '//admin', '1 418'],
  ['MERGE_SLASHES', '/x%2F..%2Fadmin', '1 cluster1/reviews-v1'],
  ['DECODE_AND_MERGE_SLASHES', '/x%2F..%2Fadmin', '1 418'],
  ['BASE', '/admin%00', '1 400'],
  ['NONE', '/admin%00', '1 418'],
])('with the normalization %s, the path %s', (normalization, path, expected) => {
  const port = { number: 80, name: 'http', protocol: 'HTTP' };
  const gateway = istio('Gateway', 'in', { selector: { istio: 'ingressgateway' }, servers: [{ port, hosts: ['*'] }] });

  test('is normalized before a sidecar routes', () => {
    const mesh = meshOf({ cluster1: [...pods, rule(), config(normalization)] });
    expect(answers(mesh, {}, `http://reviews:9080${path}`)).toEqual([expected]);
  });

  test('is normalized before a gateway routes', () => {
    const mesh = meshOf({
      cluster1: [...pods, rule({ hosts: ['*'], gateways: ['in'] }), gateway, config(normalization)],
    });
    expect(answers(mesh, {}, `http://reviews${path}`, 'cluster1/ingress')).toEqual([expected]);
  });

  test('is normalized before policies of Pods count', () => {
    const rules = [{ to: [{ operation: { paths: ['/admin*'] } }] }];
    const deny = policy('AuthorizationPolicy', 'deny', { action: 'DENY', rules });
    const outside = deployment('web', 'v1', {
      annotations: { 'sidecar.istio.io/inject': 'false' },
      labels: { app: 'web' },
    });
    const mesh = meshOf({
      cluster1: [...pods.filter((each) => each !== pods[1]), outside, deny, config(normalization)],
    });
    expect(answers(mesh, {}, `http://reviews:9080${path}`)).toEqual([expected.replace('418', '403')]);
  });
});

test('the workload gets the normalized path, and what a rule writes is normalized by the next proxy only', () => {
  const to = 'http://reviews:9080/a/./b?c=/../d';
  const rewriting = istio('VirtualService', 'reviews', {
    hosts: ['reviews'],
    http: [
      {
        match: [{ uri: { exact: '/a/b' } }],
        rewrite: { uri: '/x/../y' },
        route: [{ destination: { host: 'reviews' } }],
      },
    ],
  });
  const request = { from: 'cluster1/web', to };
  expect(trace(meshOf({ cluster1: [...pods] }), request)).toMatchObject([{ path: '/a/b?c=/../d' }]);
  expect(trace(meshOf({ cluster1: [...pods, rewriting] }), request)).toMatchObject([{ path: '/y?c=/../d' }]);
  const past = deployment('reviews', 'v1', {
    annotations: { 'sidecar.istio.io/inject': 'false' },
    labels: { app: 'reviews' },
  });
  const without = [...pods.slice(0, 2), past, rewriting];
  expect(trace(meshOf({ cluster1: without }), request)).toMatchObject([{ path: '/x/../y?c=/../d' }]);
});

test('a refused path is said in words', () => {
  const [outcome] = trace(meshOf({ cluster1: pods }), { from: 'cluster1/web', to: 'http://reviews:9080/a%00?b' });
  expect(outcome).toMatchObject({
    status: 400,
    reason: 'The proxy of web-v1 in cluster cluster1 refuses paths with a byte of zero, and the path is /a%00?b.',
    fix: 'Remove %00 from the path.',
  });
  expect(outcome).not.toHaveProperty('flag');
});

test('a normalization that Istio does not know is a warning, and the default holds', () => {
  const objects = [...pods, rule(), config('MERGE_SLASHEZ')].map((object) => readObject(object, 'c'));
  const mesh = new TracedMesh([{ name: 'cluster1', objects }], {});
  expect(mesh.warnings.map(({ what }) => what).join()).toContain(
    'pathNormalization.normalization of the MeshConfig of cluster "cluster1" must be',
  );
  expect(answers(mesh, {}, 'http://reviews:9080/x/../admin')).toEqual(['1 418']);
});
