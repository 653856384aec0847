/**
 * @module Tests which scheme a request has. What sidecars make of X-Forwarded-Proto was measured on Envoy: the program that compares
 * traces with Istio's control plane only reads the same documentation.
 */
import { trace } from '../../lib/trace';
import { answers, deployment, istio, type Kube, meshOf, policy, service } from '../support/traced';

const base: readonly Kube[] = [service('reviews'), deployment('web', 'v1'), deployment('reviews', 'v1')];
const teapot = { directResponse: { status: 418 } };
const rules = (...http: readonly object[]): Kube => istio('VirtualService', 'reviews', { hosts: ['reviews'], http });
const onward = { route: [{ destination: { host: 'reviews' } }] };
const SERVED = ['1 cluster1/reviews-v1'];

describe('at a sidecar', () => {
  const asked = (headers: Readonly<Record<string, string>>, ...objects: readonly Kube[]): readonly string[] =>
    answers(meshOf({ cluster1: [...base, ...objects] }), headers);
  const tls = rules({ match: [{ scheme: { exact: 'https' } }], ...teapot }, onward);

  test.each(['https', 'HTTPS', 'Https'])('a request with X-Forwarded-Proto: %s has the scheme https', (value) => {
    expect(asked({ 'X-Forwarded-Proto': value }, tls)).toEqual(['1 418']);
  });

  test('a request with an empty X-Forwarded-Proto finds no route, as a real mesh showed', () => {
    expect(asked({ 'X-Forwarded-Proto': '' }, tls)).toEqual(['1 404 NR']);
    expect(answers(meshOf({ cluster1: base }), { 'X-Forwarded-Proto': '' }, 'http://example.com:9080/')).toEqual([
      '1 404 NR',
    ]);
  });

  test.each(['http', 'ftp', 'https,http'])('a request with X-Forwarded-Proto: %s has the scheme http', (value) => {
    expect(asked({ 'x-forwarded-proto': value }, tls)).toEqual(SERVED);
  });

  test('a redirect keeps the scheme', () => {
    const mesh = meshOf({ cluster1: [...base, rules({ redirect: { uri: '/new' } })] });
    const request = { from: 'cluster1/web', to: 'http://reviews:9080/' };
    const locations = ['https', 'http'].map((value) =>
      trace(mesh, { ...request, headers: { 'x-forwarded-proto': value } }).map(({ location }) => location),
    );
    expect(locations).toEqual([['https://reviews:9080/new'], ['http://reviews:9080/new']]);
  });

  test('rules and policies find the header, which the sidecar of the caller adds', () => {
    const header = { 'x-forwarded-proto': { exact: 'http' } };
    expect(asked({}, rules({ match: [{ headers: header }], ...teapot }, onward))).toEqual(['1 418']);
    const denied = policy('AuthorizationPolicy', 'reviews', {
      action: 'DENY',
      rules: [{ when: [{ key: 'request.headers[x-forwarded-proto]', values: ['http'] }] }],
    });
    expect(asked({}, denied)).toEqual(['1 403']);
    expect(asked({ 'X-Forwarded-Proto': 'https' }, denied)).toEqual(SERVED);
    const set = rules({ headers: { request: { set: { 'X-Forwarded-Proto': 'https' } } }, ...onward });
    expect(asked({}, denied, set)).toEqual(SERVED);
  });
});

describe('at a gateway', () => {
  const port = (number: number, protocol: string): object => ({ number, name: protocol.toLowerCase(), protocol });
  const gateway = istio('Gateway', 'public', {
    selector: { istio: 'ingressgateway' },
    servers: [
      { port: port(80, 'HTTP'), hosts: ['shop.example.com'] },
      { port: port(443, 'HTTPS'), hosts: ['shop.example.com'], tls: { mode: 'SIMPLE', credentialName: 'shop' } },
    ],
  });
  const entering = istio('VirtualService', 'public', {
    hosts: ['shop.example.com'],
    gateways: ['public'],
    http: [{ match: [{ scheme: { exact: 'https' }, uri: { exact: '/scheme' } }], ...teapot }, onward],
  });
  const denied = policy('AuthorizationPolicy', 'reviews', {
    selector: { matchLabels: { app: 'reviews' } },
    action: 'DENY',
    rules: [{ when: [{ key: 'request.headers[x-forwarded-proto]', values: ['https'] }] }],
  });
  const asked = (to: string, value: string): readonly string[] =>
    answers(
      meshOf({ cluster1: [...base, gateway, entering, denied] }),
      { 'X-Forwarded-Proto': value },
      to,
      'cluster1/ingress',
    );

  test('the header does not count, and those behind it get that of the connection', () => {
    expect(asked('http://shop.example.com/scheme', 'https')).toEqual(SERVED);
    expect(asked('https://shop.example.com/scheme', 'http')).toEqual(['1 418']);
    expect(asked('https://shop.example.com/', 'http')).toEqual(['1 403']);
  });
});
