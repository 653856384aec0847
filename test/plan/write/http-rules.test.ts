/** @module Tests how every condition and every action is written for Istio. */
import { Article2019, type MeshPlan, SniAddressing } from '../../../lib';
import { shop } from '../../support/meshes';
import { EVERY_ACTION } from '../../support/rich-route';
import { istioSchemas } from '../../support/schema';

type Scheme = (described: ReturnType<typeof shop>) => MeshPlan;

function httpOf(scheme: Scheme): object {
  const described = shop();
  described.cart.addRoute(EVERY_ACTION);
  const { virtualService } = scheme(described).for(described.east).of(described.cart);
  return virtualService?.spec ?? {};
}

const sni: Scheme = ({ mesh }) => mesh.plan(new SniAddressing());
const article: Scheme = ({ mesh, cart }) => mesh.plan(new Article2019({ vips: new Map([[cart, '240.0.0.3']]) }));

const here = { host: 'cart.default.svc.cluster.local', subset: 'v1' };
const there = { host: 'cart.default.global', subset: 'v2' };
const toV1 = { route: [{ destination: here }] };

const everything = {
  name: 'everything',
  match: [
    {
      uri: { prefix: '/Cart/' },
      scheme: { exact: 'https' },
      method: { regex: 'GET|HEAD' },
      authority: { exact: 'cart:8080' },
      headers: { 'end-user': { exact: 'jason' }, 'x-trace': {} },
      port: 8080,
      sourceLabels: { app: 'web' },
      queryParams: { debug: {}, page: { regex: '[0-9]+' } },
      ignoreUriCase: true,
      withoutHeaders: { 'x-bot': {}, cookie: { prefix: 'old=' } },
      sourceNamespace: 'default',
    },
    { uri: { exact: '/cart' }, headers: { 'end-user': { exact: 'jason' } } },
  ],
  route: [
    { destination: here, weight: 75, headers: { request: { set: { 'x-to': 'v1' } } } },
    { destination: there, weight: 25 },
  ],
  rewrite: { uri: '/v1/', authority: 'cart.example.com' },
  timeout: '4s',
  retries: {
    attempts: 3,
    perTryTimeout: '1s',
    retryOn: 'connect-failure,refused-stream,unavailable,reset,503',
    retryRemoteLocalities: true,
    retryIgnorePreviousHosts: false,
    backoff: '50ms',
  },
  fault: {
    delay: { percentage: { value: 0.1 }, fixedDelay: '500ms' },
    abort: { percentage: { value: 1 }, grpcStatus: 'UNAVAILABLE' },
  },
  mirrors: [{ destination: there, percentage: { value: 10 } }, { destination: here }],
  corsPolicy: {
    allowOrigins: [{ exact: 'https://example.com' }, { regex: 'https://.*\\.example\\.com' }],
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['X-Foo'],
    exposeHeaders: ['X-Bar'],
    maxAge: '24h',
    allowCredentials: true,
    unmatchedPreflights: 'IGNORE',
  },
  headers: {
    request: { set: { 'x-team': 'blue' }, add: { 'x-host': '%HOSTNAME%' }, remove: ['x-old'] },
    response: { remove: ['server'] },
  },
};

const expected = {
  hosts: ['cart.default.svc.cluster.local'],
  http: [
    everything,
    {
      match: [{ uri: { exact: '/safe' } }],
      ...toV1,
      rewrite: { uriRegexRewrite: { match: '^/(.*)$', rewrite: '/\\1' } },
      retries: { attempts: 2, perTryTimeout: '1.5s', retryOn: 'connect-failure,refused-stream,reset-before-request' },
      fault: { abort: { percentage: { value: 100 }, httpStatus: 503 } },
    },
    {
      match: [{ uri: { exact: '/listed' } }],
      ...toV1,
      retries: { attempts: 1, perTryTimeout: '1s', retryOn: '5xx,429' },
    },
    { match: [{ uri: { exact: '/never' } }], ...toV1, retries: { attempts: 0 } },
    {
      match: [{ uri: { prefix: '/old/' } }],
      redirect: { prefixRewrite: '/new/', derivePort: 'FROM_REQUEST_PORT' },
    },
    {
      match: [{ uri: { exact: '/moved' } }],
      redirect: { uri: '/here', authority: 'cart.example.com', port: 8443, scheme: 'https', redirectCode: 308 },
    },
    {
      match: [{ uri: { exact: '/closed' } }],
      directResponse: { status: 503, body: { string: 'closed' } },
      headers: { response: { set: { 'content-type': 'text/plain' } } },
    },
    { match: [{ uri: { exact: '/bytes' } }], directResponse: { status: 200, body: { bytes: 'YQ==' } } },
    toV1,
  ],
};

test.each([
  ['SniAddressing', sni],
  ['Article2019', article],
])('%s writes every condition and action, and nothing else', (_, scheme) => {
  expect(httpOf(scheme)).toStrictEqual(expected);
});

test('the fields of an object have the order in which they are written', () => {
  const [written] = Reflect.get(httpOf(sni), 'http') as readonly { readonly match: readonly object[] }[];
  for (const fields of [written, written?.match[0]].map((each) => Object.keys(each ?? {})))
    expect(fields).toEqual(fields.toSorted());
});

test('rules with every condition and action are valid by Istio’s schema', () => {
  const validate = istioSchemas().get('networking.istio.io/v1 VirtualService');
  expect([validate?.(httpOf(sni)), validate?.errors]).toEqual([true, null]);
});

test('a direct response needs no objects for other clusters', () => {
  const { mesh, east, cart } = shop();
  cart.addRoute([{ directResponse: { status: 204 } }]);
  const { serviceEntry, virtualService, workloads } = mesh.plan(new SniAddressing()).for(east).of(cart);
  expect([serviceEntry, workloads === undefined]).toEqual([undefined, false]);
  expect(virtualService?.spec.http).toEqual([{ directResponse: { status: 204 } }]);
});
