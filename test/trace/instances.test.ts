/** @module Tests the endpoints at the number of a port, by which Istio decides about all endpoints of a service at once. */
import { answers, deployment, istio, type Kube, meshOf, policy, service } from '../support/traced';

const HOST = 'reviews.default.svc.cluster.local';
const SERVED = ['1 cluster1/reviews-v1'];
const strict = policy('PeerAuthentication', 'strict', { mtls: { mode: 'STRICT' } });
const web = deployment('web', 'v1');

/** An object that was made on a day. */
const madeOn = (day: number, object: (metadata: object) => Kube): Kube =>
  object({ creationTimestamp: `2026-01-0${day}T00:00:00Z` });

const headless = (port: object = {}): Kube =>
  madeOn(2, (metadata) => service('reviews', port, { clusterIP: 'None' }, metadata));

/** A ServiceEntry for the host of the Service, whose endpoint has mutual TLS if it has a service account. */
const entry = (day: number, number: number, name: string, account: object = {}, spec: object = {}): Kube =>
  madeOn(day, (metadata) =>
    istio(
      'ServiceEntry',
      'more',
      {
        hosts: [HOST],
        location: 'MESH_INTERNAL',
        resolution: 'STATIC',
        ports: [{ number, name, protocol: 'HTTP' }],
        endpoints: [{ address: '203.0.113.9', ...account }],
        ...spec,
      },
      metadata,
    ),
  );

const known = { serviceAccount: 'more' };

const asked = (objects: readonly Kube[], far: readonly Kube[] = []): readonly string[] =>
  answers(meshOf({ cluster1: [web, ...objects], cluster2: far }, { isConnected: true }));

test('endpoints of a ServiceEntry count for mutual TLS to a headless Service by the number of their port, not by its name', () => {
  const pods = [deployment('reviews', 'v1'), headless(), strict];
  for (const day of [1, 3]) {
    expect(asked([...pods, entry(day, 9080, 'other')])).toEqual(['1 503 UC']);
    expect(asked([...pods, entry(day, 8080, 'http')])).toEqual(SERVED);
  }
});

test('of two services of a host, the younger one decides whose endpoints count: a Kubernetes Service has them by name', () => {
  const labels = { app: 'reviews', version: 'v1', 'sidecar.istio.io/inject': 'false' };
  const pods = [deployment('reviews', 'v1', { labels }), headless()];
  expect(asked([...pods, entry(1, 9080, 'other', known)])).toEqual(SERVED);
  expect(asked([...pods, entry(3, 9080, 'other', known)])).toEqual(['1 503 UF']);
  expect(asked([...pods, entry(3, 9080, 'http', known)])).toEqual(SERVED);
});

test('the Pods of another cluster count if its Service has a port of the same name', () => {
  const labels = { app: 'reviews', version: 'v2', 'sidecar.istio.io/inject': 'false' };
  const far = (name: string): readonly Kube[] => [
    deployment('reviews', 'v2', { labels }),
    service('reviews', { name, port: 7000, targetPort: 9080 }),
  ];
  const near = [deployment('reviews', 'v1'), headless(), strict];
  expect([asked(near, far('http')), asked(near, far('other'))]).toEqual([['1 503 UC'], SERVED]);
  const younger = [...near, entry(3, 9080, 'other', known)];
  expect([asked(younger, far('http')), asked(younger, far('other'))]).toEqual([SERVED, ['1 503 UC']]);
});

test('of a headless Service that only another cluster has, no Pods of the own cluster count', () => {
  const other = { labels: { app: 'cart', version: 'v1' } };
  const plain = { labels: { app: 'reviews', version: 'v2', 'sidecar.istio.io/inject': 'false' } };
  const rule = istio('VirtualService', 'cart', {
    hosts: ['cart.default.svc.cluster.local'],
    http: [{ route: [{ destination: { host: HOST } }] }],
  });
  const near = [service('cart', {}, { clusterIP: 'None' }), deployment('reviews', 'v1', other), rule, strict];
  const mesh = meshOf(
    {
      cluster1: [web, ...near, deployment('reviews', 'v2', plain)],
      cluster2: [headless(), deployment('reviews', 'v3')],
    },
    { isConnected: true },
  );
  expect(answers(mesh, {}, 'http://cart:9080/')).toEqual(SERVED);
});

test('proxies that resolve the host of a ServiceEntry also have the Pods of its Service, even if they do not see the Service', () => {
  const hidden = madeOn(2, (metadata) =>
    service('reviews', { name: 'other' }, {}, { annotations: { 'networking.istio.io/exportTo': 'shop' }, ...metadata }),
  );
  const from = (day: number): readonly string[] =>
    asked([
      deployment('reviews', 'v1'),
      hidden,
      entry(day, 9080, 'http', {}, { resolution: 'DNS', exportTo: ['default'] }),
    ]);
  expect([from(1), from(3)]).toEqual([['0.5 200', '0.5 cluster1/reviews-v1'], ['1 200']]);
});

test('Pods of a headless Service have no listeners of their own for TCP if a younger ServiceEntry has other endpoints at the port', () => {
  const rule = istio('VirtualService', 'reviews', { hosts: [HOST], http: [{ directResponse: { status: 204 } }] });
  const objects = [deployment('reviews', 'v1'), headless({ name: 'tcp' }), strict, rule];
  expect(asked([...objects, entry(1, 9080, 'other', known)])).toEqual(SERVED);
  expect(asked([...objects, entry(3, 9080, 'other', known)])).toEqual(['1 204']);
});
