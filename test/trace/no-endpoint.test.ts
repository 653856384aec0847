/** @module Tests what a trace says of destinations that nothing serves: which object is to be changed, and how. */
import { trace } from '../../lib/trace';
import { deployment, istio, type Kube, meshOf, passing, policy, service } from '../support/traced';

const subsets = istio('DestinationRule', 'cart', {
  host: 'cart',
  subsets: [{ name: 'v2', labels: { version: 'v2' } }],
});
const toV2 = istio('VirtualService', 'cart', {
  hosts: ['cart'],
  http: [{ route: [{ destination: { host: 'cart', subset: 'v2' } }] }],
});
const web = deployment('web', 'v1');
const v1 = deployment('cart', 'v1');
const withSpec = (object: Kube, spec: object, more: object = {}): Kube => ({
  ...object,
  spec: { ...(object['spec'] as object), ...spec },
  ...more,
});

const said = (objects: readonly Kube[], to = 'http://cart:9080/'): readonly unknown[] =>
  trace(meshOf({ cluster1: [web, ...objects] }), { from: 'cluster1/web', to }).map((each) => [
    [each.status, each.flag].join(' ').trim(),
    each.reason,
    each.fix,
  ]);

test.each<[string, readonly Kube[], string, string]>([
  [
    'has no replicas',
    [service('cart'), subsets, toV2, v1, withSpec(deployment('cart', 'v2'), { replicas: 0 })],
    'Subset v2 of cart.default.svc.cluster.local has no endpoints in cluster cluster1: cart-v2 has 0 replicas.',
    'Scale cart-v2 up, or send requests to a cluster that runs it.',
  ],
  [
    'has no Pods that are ready',
    [service('cart'), subsets, toV2, v1, withSpec(deployment('cart', 'v2'), {}, { status: { replicas: 1 } })],
    'Subset v2 of cart.default.svc.cluster.local has no endpoints in cluster cluster1: no Pod of cart-v2 is ready.',
    'Look at what keeps the Pods of cart-v2 from being ready.',
  ],
  [
    'is not selected by the Service',
    [service('cart', {}, { selector: { app: 'kart' } }), subsets, toV2, deployment('cart', 'v2')],
    'Subset v2 of cart.default.svc.cluster.local has no endpoints in cluster cluster1: no workload has the labels app=kart, by which Service default/cart selects.',
    'Correct the selector, or run a workload with these labels there.',
  ],
  [
    'is not there',
    [service('cart'), subsets, toV2, v1],
    'Subset v2 of cart.default.svc.cluster.local has no endpoints in cluster cluster1: nothing that runs has the labels app=cart, version=v2 and the port "http".',
    'Run a workload with these labels and this port there, or send requests to a cluster that runs one.',
  ],
])('a version that %s', (_, objects, reason, fix) => {
  expect(said(objects)).toEqual([['503 UH', reason, fix]]);
});

describe('an object without Pods of its own', () => {
  const job = (suspend: boolean): Kube => {
    const jobTemplate = { spec: deployment('cart', 'v1')['spec'] };
    return { ...policy('CronJob', 'nightly', { suspend, jobTemplate }), apiVersion: 'batch/v1' };
  };
  const hooked = (hook: string): Kube => deployment('cart', 'v1', {}, { annotations: { 'helm.sh/hook': hook } });

  test.each<[string, boolean, Kube]>([
    ['a suspended CronJob', false, job(true)],
    ['a CronJob', true, job(false)],
    ['a Helm test', false, hooked('test')],
    ['an old Helm test', false, hooked('test-success, test-failure')],
    ['a hook that helm install runs too', true, hooked('post-install,test')],
  ])('%s serves: %s', (_, isServing, object) => {
    expect(said([service('cart'), object])[0]).toEqual(expect.arrayContaining([isServing ? '200' : '503 UH']));
  });

  test('is a caller when it runs, and the trace says why it does not serve', () => {
    expect(said([service('cart'), job(true)])[0]).toContain(
      'cart.default.svc.cluster.local has no endpoints in cluster cluster1: nightly is suspended.',
    );
    const mesh = meshOf({ cluster1: [service('cart'), v1, job(true)] });
    expect(trace(mesh, { from: 'cluster1/nightly', to: 'http://cart:9080/' }).map(({ workload }) => workload)).toEqual([
      'cart-v1',
    ]);
  });
});

test('a gateway passes nothing on to a workload without a sidecar', () => {
  const near = [
    web,
    service('cart'),
    istio('ServiceEntry', 'cart', {
      hosts: ['cart.default.global'],
      location: 'MESH_INTERNAL',
      resolution: 'STATIC',
      ports: [{ number: 9080, name: 'http', protocol: 'HTTP' }],
      endpoints: [{ address: '192.0.2.2', ports: { http: 15443 }, labels: { cluster: 'cluster2' } }],
    }),
    istio('DestinationRule', 'cart-global', {
      host: 'cart.default.global',
      trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL', sni: 'outbound_.9080_._.cart.default.svc.cluster.local' } },
    }),
    istio('VirtualService', 'cart', {
      hosts: ['cart'],
      http: [{ route: [{ destination: { host: 'cart.default.global' } }] }],
    }),
  ];
  const gateway = passing('mesh', '*.local');
  const bare = deployment('cart', 'v1', { annotations: { 'sidecar.istio.io/inject': 'false' } });
  const [outcome] = trace(meshOf({ cluster1: near, cluster2: [service('cart'), bare, gateway] }), {
    from: 'cluster1/web',
    to: 'http://cart:9080/',
  });
  expect(outcome).toMatchObject({
    status: 503,
    reason:
      'cart.default.svc.cluster.local has no endpoints in cluster cluster2: cart-v1 has no sidecar, and the gateway passes only mutual TLS of Istio on.',
    fix: 'Give cart-v1 a sidecar.',
  });
});

test.each<[string, Kube, string, string]>([
  [
    'a headless Service without Pods',
    service('cart', {}, { clusterIP: 'None' }),
    'Service default/cart is headless, and has no Pods that are ready.',
    'Run Pods that it selects, or give it a clusterIP.',
  ],
  [
    'an ExternalName of nothing',
    service('cart', {}, { type: 'ExternalName', externalName: 'kart.default.svc.cluster.local' }),
    'Service default/cart stands for a name that leads nowhere.',
    'Correct its externalName.',
  ],
])('the name of %s does not resolve', (_, object, reason, fix) => {
  expect(said([object])).toEqual([['0', `The name cart does not resolve in cluster cluster1: ${reason}`, fix]]);
});

test('a port that a Service does not have', () => {
  expect(said([service('cart'), v1], 'http://cart:80/')).toEqual([
    ['0 UF', 'Service default/cart has no port 80, but 9080 (http).', 'Call a port that it has.'],
  ]);
});

test('a caller without a sidecar is told to get one where Pods accept only mutual TLS', () => {
  const strict = policy('PeerAuthentication', 'default', { mtls: { mode: 'STRICT' } });
  const bare = deployment('cli', 'v1', { annotations: { 'sidecar.istio.io/inject': 'false' } });
  const [outcome] = trace(meshOf({ cluster1: [bare, service('cart'), v1, strict] }), {
    from: 'cluster1/cli',
    to: 'http://cart:9080/',
  });
  expect(outcome?.fix).toBe('Give the caller a sidecar, or set the mode of the PeerAuthentication to PERMISSIVE.');
});

test.each([
  ['STATIC', '503 UH'],
  ['DNS', '503 UH'],
  ['DNS_ROUND_ROBIN', '503 NC'],
])('a host whose addresses get no share by localities fails, by %s', (resolution, answer) => {
  const distribute = [{ from: '*', to: { 'region2/*': 100 } }];
  const rule = istio('DestinationRule', 'api', {
    host: 'api.example.com',
    trafficPolicy: { loadBalancer: { localityLbSetting: { distribute } } },
  });
  const entry = istio('ServiceEntry', 'api', {
    hosts: ['api.example.com'],
    resolution,
    ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
    endpoints: [{ address: '203.0.113.7', locality: 'region1' }],
  });
  expect(said([rule, entry], 'http://api.example.com/')).toEqual([
    [answer, expect.stringContaining('no share'), 'Add their localities to the shares, or * for all others.'],
  ]);
});

test('a port that stays beside the containers, as that of a sidecar of Kubernetes, has its name', () => {
  const named = (init: object): unknown => {
    const ports = [{ name: 'web', containerPort: 9080 }];
    const spec = { containers: [{ name: 'main' }], initContainers: [{ name: 'proxy', ports, ...init }] };
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'cart', namespace: 'default', labels: { app: 'cart' } },
      spec,
    };
    return said([service('cart', { targetPort: 'web' }), pod])[0];
  };
  expect(named({ restartPolicy: 'Always' })).toEqual(expect.arrayContaining(['200']));
  expect(named({})).toEqual(expect.arrayContaining(['503 UH']));
});
