/** @module Tests who sees what does not say so itself, where Istio's configuration has a default. */
import { answers, deployment, istio, type Kube, meshOf, policy, service } from '../support/traced';

const inShop = { namespace: 'shop' };
const base: readonly Kube[] = [
  service('reviews'),
  deployment('reviews', 'v1'),
  deployment('web', 'v1'),
  deployment('caller', 'v1', {}, inShop),
];

/** Where requests of a caller go in a cluster that has a configuration. */
const asked = (config: string, objects: readonly Kube[], from = 'cluster1/web', to = REVIEWS): readonly string[] =>
  answers(meshOf({ cluster1: objects }, { clusters: new Map([['cluster1', { config }]]) }), {}, to, from);

const REVIEWS = 'http://reviews.default:9080/';
const CLOSED = 'outboundTrafficPolicy: { mode: REGISTRY_ONLY }';
const SERVED = ['1 cluster1/reviews-v1'];

describe('the default for Services', () => {
  test.each([
    ['.', SERVED, ['1 502']],
    ['shop', ['1 502'], SERVED],
    ['*', SERVED, SERVED],
    ['"~"', ['1 502'], ['1 502']],
    ['"~", default', ['1 502'], ['1 502']],
    ['', SERVED, SERVED],
  ])('[%s] holds for those without the annotation', (names, near, far) => {
    const config = `{ defaultServiceExportTo: [${names}], ${CLOSED} }`;
    const any = [istio('ServiceEntry', 'any', { ...entry('any.global'), exportTo: ['*'] }), ...base];
    expect(asked(config, any)).toEqual(near);
    expect(asked(config, any, 'cluster1/caller')).toEqual(far);
  });

  test('that lists "~" beside namespaces shows these a host that a Sidecar names exactly, or that a rule sends requests to', () => {
    const open = istio('ServiceEntry', 'open', { ...entry('open.global'), exportTo: ['*'] }, inShop);
    const host = 'reviews.default.svc.cluster.local';
    const importing = (hosts: string): Kube => istio('Sidecar', 'own', { egress: [{ hosts: [hosts] }] }, inShop);
    const rule = istio(
      'VirtualService',
      'open',
      { hosts: ['open.global'], http: [{ route: [{ destination: { host } }] }] },
      inShop,
    );
    const from = (names: string, to: string, ...more: readonly Kube[]): readonly string[] =>
      asked(`{ defaultServiceExportTo: [${names}], ${CLOSED} }`, [...base, open, ...more], 'cluster1/caller', to);
    const exact = importing(`default/${host}`);
    expect([from('"~", shop', REVIEWS, exact), from('"~", other', REVIEWS, exact)]).toEqual([SERVED, ['1 0 UH']]);
    expect(from('"~"', REVIEWS, exact)).toEqual(['1 0 UH']);
    expect(from('"~", shop', REVIEWS, importing('default/*'))).toEqual(['1 0 UH']);
    const routed = 'http://open.global:9080/';
    expect([from('"~", shop', routed, rule), from('"~", other', routed, rule)]).toEqual([SERVED, ['1 503 NC']]);
  });

  test('does not hold for those with one', () => {
    const annotations = { 'networking.istio.io/exportTo': 'shop' };
    const shown = [service('reviews', {}, {}, { annotations }), ...base.slice(1)];
    const config = `{ defaultServiceExportTo: ["."], ${CLOSED} }`;
    expect(asked(config, shown, 'cluster1/caller')).toEqual(SERVED);
  });

  test('holds for ServiceEntries, and not for those that say it themselves', () => {
    const config = `{ defaultServiceExportTo: ["."], ${CLOSED} }`;
    const open = istio('ServiceEntry', 'open', { ...entry('open.global'), exportTo: ['*'] });
    const own = istio('ServiceEntry', 'own', entry('own.global'));
    const objects = [...base, open, own];
    const to = (host: string, from: string): readonly string[] => asked(config, objects, from, `http://${host}:9080/`);
    expect([to('own.global', 'cluster1/web'), to('open.global', 'cluster1/caller')]).toEqual([['1 200'], ['1 200']]);
    expect(to('own.global', 'cluster1/caller')).toEqual(['1 502']);
  });

  test('of the cluster of the caller holds for Services that only another cluster has', () => {
    const near = [deployment('caller', 'v1', {}, inShop), istio('ServiceEntry', 'any', entry('any.global'), inShop)];
    const far = [service('reviews'), deployment('reviews', 'v1')];
    const between = (cluster1: string, cluster2: string): readonly string[] => {
      const clusters = new Map([
        ['cluster1', { config: cluster1 }],
        ['cluster2', { config: cluster2 }],
      ]);
      const mesh = meshOf({ cluster1: [...near, service('reviews')], cluster2: far }, { clusters, isConnected: true });
      return answers(mesh, {}, REVIEWS, 'cluster1/caller');
    };
    const own = 'defaultServiceExportTo: ["."]';
    expect(between(CLOSED, own)).toEqual(['1 cluster2/reviews-v1']);
    expect(between(`{ ${CLOSED}, ${own} }`, CLOSED)).toEqual(['1 502']);
  });
});

const entry = (host: string): object => ({
  hosts: [host],
  location: 'MESH_EXTERNAL',
  resolution: 'DNS',
  ports: [{ number: 9080, name: 'http', protocol: 'HTTP' }],
});

const answering = (status: number): object => ({ http: [{ directResponse: { status } }] });

test('the default for VirtualServices holds for those without exportTo, and for delegates', () => {
  const hosts = ['reviews.default.svc.cluster.local'];
  const other = istio('VirtualService', 'reviews', { hosts, ...answering(204) }, inShop);
  const own = 'defaultVirtualServiceExportTo: ["."]';
  expect([asked('', [...base, other]), asked(own, [...base, other])]).toEqual([['1 204'], SERVED]);
  expect(asked(own, [...base, other], 'cluster1/caller')).toEqual(['1 204']);
  const root = istio('VirtualService', 'root', { hosts, http: [{ delegate: { name: 'leaf', namespace: 'shop' } }] });
  const leaf = istio('VirtualService', 'leaf', answering(204), inShop);
  expect([asked('', [...base, root, leaf]), asked(own, [...base, root, leaf])]).toEqual([['1 204'], SERVED]);
});

test('a default for VirtualServices that lists "~" beside namespaces shows these the delegates alone', () => {
  const hosts = ['reviews.default.svc.cluster.local'];
  const other = istio('VirtualService', 'reviews', { hosts, ...answering(204) }, inShop);
  const http = [{ delegate: { name: 'leaf', namespace: 'shop' } }];
  const root = istio('VirtualService', 'root', { hosts, http, exportTo: ['*'] });
  const leaf = istio('VirtualService', 'leaf', answering(204), inShop);
  const from = (names: string, ...more: readonly Kube[]): readonly string[] =>
    asked(`defaultVirtualServiceExportTo: [${names}]`, [...base, ...more]);
  expect([from('"~", default', other), from('default', other)]).toEqual([SERVED, ['1 204']]);
  expect([from('"~", default', root, leaf), from('"~", shop', root, leaf)]).toEqual([['1 204'], SERVED]);
});

test('of defaults for DestinationRules, only "." counts', () => {
  const rule = istio(
    'DestinationRule',
    'plain',
    { host: 'reviews.default.svc.cluster.local', trafficPolicy: { tls: { mode: 'DISABLE' } } },
    { namespace: 'istio-system' },
  );
  const strict = policy('PeerAuthentication', 'strict', { mtls: { mode: 'STRICT' } });
  for (const names of ['', 'shop', '"~"'])
    expect(asked(`defaultDestinationRuleExportTo: [${names}]`, [...base, rule, strict])).toEqual(['1 503 UC']);
  expect(asked('defaultDestinationRuleExportTo: ["."]', [...base, rule, strict])).toEqual(SERVED);
});
