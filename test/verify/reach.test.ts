/** @module Services and Pods that callers do not reach as described, whoever makes them. */
import { ApiObject, JsonPatch } from 'cdk8s';
import {
  type ClusterApp,
  EndpointDiscovery,
  GatewayAddress,
  Mesh,
  type MeshPlan,
  type Scheme,
  SniAddressing,
} from '../../lib';
import { shop } from '../support/meshes';
import { issuesOfWriting, saidOfWriting } from '../support/written';

/** web runs in east, and calls cart, whose v1 runs in both clusters and v2 in west. Others make cart. The service news runs elsewhere. */
function planned(scheme: Scheme = new SniAddressing()): MeshPlan {
  const mesh = new Mesh('shop', { namespaces: 'existing' });
  const gateway = (address: string): { readonly gateway: GatewayAddress } => ({
    gateway: GatewayAddress.parse(address),
  });
  const east = mesh.addCluster('east', gateway('192.0.2.1'));
  const west = mesh.addCluster('west', gateway('192.0.2.2'));
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  const cart = mesh.addService('cart', {
    port: 8080,
    versions: { v1: [east, west], v2: [west] },
    distribution: 'spread',
    workloads: 'existing',
    serviceAccountName: 'seller',
    namespace: 'own',
  });
  web.calls(cart);
  mesh.addService('news', { port: 80, versions: { v1: [mesh.addCluster('apart')] } });
  cart.addRoute([{ to: [{ version: 'v1' }, { version: 'v2' }] }]);
  return mesh.plan(scheme);
}

/** The Service of cart. */
function service(spec: object = {}, metadata: object = {}): object {
  const ports = [{ name: 'http', port: 8080 }];
  const named = { name: 'cart', namespace: 'own', ...metadata };
  return { apiVersion: 'v1', kind: 'Service', metadata: named, spec: { selector: { team: 'sales' }, ports, ...spec } };
}

/** A Deployment of cart. */
function deployment(version: string, spec: object = {}, labels: object = {}, annotations: object = {}): object {
  const mark = { 'service.istio-multicluster/cart': 'true' };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: version, namespace: 'own' },
    spec: {
      template: {
        metadata: { labels: { team: 'sales', version, ...mark, ...labels }, annotations },
        spec: { serviceAccountName: 'seller', containers: [{ name: 'main' }], ...spec },
      },
    },
  };
}

const V2 = deployment('v2');
const MISSING =
  'The Pods of Deployment.apps own/v1 in cluster "west" must have a sidecar, because gateways pass requests only to such Pods, but';

test('Services and Pods that callers reach have no issues', () => {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'own', labels: { team: 'sales' } } };
  const inject = { 'sidecar.istio.io/inject': 'true' };
  const injected = { containers: [{ name: 'main' }, { name: 'istio-proxy', image: 'proxyv2' }] };
  const visible = { annotations: { 'networking.istio.io/exportTo': 'default, istio-system' } };
  for (const objects of [
    [service(), deployment('v1'), V2],
    [service({}, visible), deployment('v1', {}, inject), V2],
    [service(), namespace, deployment('v1', {}, inject), deployment('v2', {}, inject)],
    [service(), deployment('v1', injected, { 'sidecar.istio.io/inject': 'false' }), V2],
    [service({}, { annotations: { 'networking.istio.io/exportTo': '*' } }), deployment('v1'), V2],
    // nothing in this cluster calls it
    [service({ clusterIP: 'None' }), deployment('v1'), V2],
  ])
    expect(saidOfWriting(planned(), { west: objects })).toEqual([]);
});

test.each<[string, string, readonly object[]]>([
  [
    'MC142',
    `${MISSING} their label "sidecar.istio.io/inject" is "false".`,
    [service(), deployment('v1', {}, { 'sidecar.istio.io/inject': 'false' }), V2],
  ],
  [
    'MC142',
    `${MISSING} their annotation "sidecar.istio.io/inject" is "false".`,
    [service(), deployment('v1', {}, {}, { 'sidecar.istio.io/inject': 'false' }), V2],
  ],
  ['MC142', `${MISSING} they use the network of their node.`, [service(), deployment('v1', { hostNetwork: true }), V2]],
  [
    'MC143',
    'Service own/cart in cluster "west" must be visible in namespace "istio-system", from which requests come, but its annotation "networking.istio.io/exportTo" is ".".',
    [service({}, { annotations: { 'networking.istio.io/exportTo': '.' } }), deployment('v1'), V2],
  ],
  [
    'MC123',
    'The label "version" of the Pods of Deployment.apps own/v9 in cluster "west" must be "v1" or "v2", as service "cart" has no other version there, but is "v9".',
    [{ apiVersion: 'v1', kind: 'List', metadata: {}, items: [service(), deployment('v1'), V2, deployment('v9')] }],
  ],
])('fails with %s: %s', (code, what, objects) => {
  expect(saidOfWriting(planned(), { west: objects })).toEqual([[code, what]]);
});

test('no Pod has a sidecar where the Namespace forbids it, whatever the label of the Pod says', () => {
  const labels = { 'istio-injection': 'disabled' };
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'own', labels } };
  const asking = deployment('v2', {}, { 'sidecar.istio.io/inject': 'true' });
  const what = `${MISSING} the label "istio-injection" of Namespace own is "disabled".`;
  expect(saidOfWriting(planned(), { west: [namespace, service(), deployment('v1'), asking] })).toEqual([
    ['MC142', what],
    ['MC142', what.replace('own/v1', 'own/v2')],
  ]);
});

test('a sidecar receives what is sent to the ports of the service, as its Service leads to them', () => {
  const annotation = (what: string): string => `traffic.sidecar.istio.io/${what}InboundPorts`;
  const named = service({ ports: [{ name: 'http', port: 8080, targetPort: 'web' }] });
  const ports = [{ name: 'main', ports: [{ name: 'web', containerPort: 9000 }] }];
  const said = (key: string, value: string, own = service(), spec = {}): readonly (readonly [string, string])[] =>
    saidOfWriting(planned(), { west: [own, deployment('v1', spec, {}, { [annotation(key)]: value }), V2] });
  expect(said('exclude', '9090')).toEqual([]);
  expect(said('include', '9090, 8080')).toEqual([]);
  expect(said('include', '*')).toEqual([]);
  expect(said('exclude', '8080', named, { containers: ports })).toEqual([]);
  const expected = (port: number, text: string): readonly (readonly [string, string])[] => [
    [
      'MC142',
      `The Pods of Deployment.apps own/v1 in cluster "west" must leave port ${port} to their sidecar, because containers do not understand the mutual TLS of callers, but have the annotation "${text}".`,
    ],
  ];
  expect(said('exclude', '9090, 8080')).toEqual(expected(8080, `${annotation('exclude')}: 9090, 8080`));
  expect(said('include', '')).toEqual(expected(8080, `${annotation('include')}: `));
  expect(said('exclude', '9000', named, { containers: ports })).toEqual(
    expected(9000, `${annotation('exclude')}: 9000`),
  );
});

describe('calls that only sidecars can send', () => {
  const key = (name: string): string => `traffic.sidecar.istio.io/${name}`;

  /** Adds annotations to the Pods of web, by a patch. */
  const patched = (annotations: object) => (app: ClusterApp) => {
    const object = app.node.findAll().find((each) => each instanceof ApiObject && each.name === 'web-v1');
    if (!(object instanceof ApiObject)) throw new Error('web-v1 is not in the app');
    object.addJsonPatch(JsonPatch.add('/spec/template/metadata/annotations', annotations));
  };
  const said = (annotations: object): readonly (readonly [string, string])[] => {
    const { mesh, cart } = shop();
    cart.addRoute([{ to: [{ version: 'v2' }] }]);
    return saidOfWriting(mesh.plan(new SniAddressing()), { east: patched(annotations) });
  };

  test.each<[string, string]>([
    ['excludeOutboundPorts', '9090, 8080'],
    ['excludeOutboundPorts', '*'],
    ['excludeOutboundIPRanges', '10.0.0.0/8,0.0.0.0/0'],
    ['excludeOutboundIPRanges', '*'],
    ['includeOutboundIPRanges', ''],
  ])('must not be kept from them: %s %j is MC142', (name, value) => {
    expect(said({ [key(name)]: value })).toEqual([
      [
        'MC142',
        `The Pods of Deployment.apps default/web-v1 in cluster "east" must send requests to port 8080 through their sidecar, because sidecars obey the rules of service "cart", which they call, but have the annotation "${key(name)}: ${value}".`,
      ],
    ]);
  });

  test.each<[string, object]>([
    ['another port', { [key('excludeOutboundPorts')]: '9090' }],
    ['some addresses', { [key('excludeOutboundIPRanges')]: '169.254.169.254/32' }],
    ['a range that may hold the Services', { [key('includeOutboundIPRanges')]: '10.0.0.0/8' }],
    ['all ranges', { [key('includeOutboundIPRanges')]: '*' }],
    ['the port', { [key('includeOutboundIPRanges')]: '', [key('includeOutboundPorts')]: '8080' }],
  ])('may be where annotations name %s', (_, annotations) => {
    expect(said(annotations)).toEqual([]);
  });

  test('must not be kept from the sidecar of callers that others make', () => {
    const mesh = new Mesh('shop');
    const east = mesh.addCluster('east', { gateway: GatewayAddress.parse('192.0.2.1') });
    const west = mesh.addCluster('west', { gateway: GatewayAddress.parse('192.0.2.2') });
    const existing = { workloads: 'existing', serviceAccountName: 'web' } as const;
    const cart = mesh.addService('cart', { port: 8080, versions: { v1: [west] } });
    mesh.addService('web', { port: 80, versions: { v1: [east] }, ...existing }).calls(cart);
    mesh.addCaller('reports', { clusters: [east], serviceAccountName: 'reports' }).calls(cart);
    const annotations = { [key('excludeOutboundPorts')]: '8080' };
    const template = (account: string, labels: object): object => ({
      metadata: { labels, annotations },
      spec: { serviceAccountName: account, containers: [{ name: 'main' }] },
    });
    const web = { app: 'web', version: 'v1', 'service.istio-multicluster/web': 'true' };
    const objects = [
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'web', namespace: 'default' },
        spec: { selector: { app: 'web' }, ports: [{ name: 'http', port: 80 }] },
      },
      {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name: 'web', namespace: 'default' },
        spec: { template: template('web', web) },
      },
      {
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        metadata: { name: 'reports', namespace: 'default' },
        spec: { jobTemplate: { spec: { template: template('reports', {}) } } },
      },
    ];
    const plan = mesh.plan(new SniAddressing());
    expect(issuesOfWriting(plan, { east: objects })).toMatchObject(
      ['StatefulSet.apps default/web', 'CronJob.batch default/reports'].map((object) => ({ code: 'MC142', object })),
    );
  });
});

test('a patch of a generated Deployment must leave the ports of the service to the sidecar', () => {
  const mesh = new Mesh('shop', { leastPrivilege: true });
  const east = mesh.addCluster('east');
  mesh.addService('web', { port: 80, versions: { v1: [east] } }).calls(
    mesh.addService('cart', {
      ports: { http: { port: 80, protocol: 'HTTP', targetPort: 8080 } },
      versions: { v1: [east] },
    }),
  );
  const exclude = (port: string) => (app: ClusterApp) => {
    const object = app.node.findAll().find((each) => each instanceof ApiObject && each.name === 'cart-v1');
    if (!(object instanceof ApiObject)) throw new Error('cart-v1 is not in the app');
    const annotations = { 'traffic.sidecar.istio.io/excludeInboundPorts': port };
    object.addJsonPatch(JsonPatch.add('/spec/template/metadata/annotations', annotations));
  };
  const plan = mesh.plan(new SniAddressing());
  expect(saidOfWriting(plan, { east: exclude('80') })).toEqual([]);
  expect(issuesOfWriting(plan, { east: exclude('8080') })).toMatchObject([
    {
      code: 'MC142',
      what: 'The Pods of Deployment.apps default/cart-v1 in cluster "east" must leave port 8080 to their sidecar, because containers do not understand the mutual TLS of callers, but have the annotation "traffic.sidecar.istio.io/excludeInboundPorts: 8080".',
      fix: 'Correct or remove the annotation.',
    },
  ]);
});

test('a caller in another namespace must see the Service', () => {
  const objects = [
    service({}, { annotations: { 'networking.istio.io/exportTo': '.,istio-system' } }),
    deployment('v1'),
  ];
  expect(saidOfWriting(planned(), { east: objects })).toEqual([
    [
      'MC143',
      'Service own/cart in cluster "east" must be visible in namespace "default", from which requests come, but its annotation "networking.istio.io/exportTo" is ".,istio-system".',
    ],
  ]);
});

test.each([new SniAddressing(), new EndpointDiscovery()])(
  'a headless Service beside callers of its versions is MC144',
  (scheme) => {
    const said = saidOfWriting(planned(scheme), { east: [service({ clusterIP: 'None' }), deployment('v1')] });
    const expected =
      scheme instanceof EndpointDiscovery
        ? [
            [
              'MC144',
              'Service own/cart in cluster "east" must have a ClusterIP, because rules for callers there name its versions, but is headless.',
            ],
          ]
        : [];
    // under SniAddressing, all destinations are hosts of their own here
    expect(said).toEqual(expected);
  },
);

test('a sidecar is needed where rules for calls apply, and not for what is only called in its own cluster', () => {
  const mesh = new Mesh('shop', { namespaces: 'existing' });
  const east = mesh.addCluster('east');
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  const cart = mesh.addService('cart', { port: 80, versions: { v1: [east], v2: [east] } });
  const base = mesh.addService('base', { port: 80, versions: { v1: [east] } });
  web.calls(cart);
  cart.calls(base);
  cart.addRoute([{ to: [{ version: 'v2' }] }]);
  const bare = (name: string) => (app: ClusterApp) => {
    const object = app.node.findAll().find((each) => each instanceof ApiObject && each.name === name);
    if (!(object instanceof ApiObject)) throw new Error(`${name} is not in the app`);
    object.addJsonPatch(JsonPatch.add('/spec/template/spec/hostNetwork', true));
  };
  const plan = mesh.plan(new SniAddressing());
  expect(saidOfWriting(plan, { east: bare('base-v1') })).toEqual([]);
  expect(saidOfWriting(plan, { east: bare('web-v1') })).toEqual([
    [
      'MC142',
      'The Pods of Deployment.apps default/web-v1 in cluster "east" must have a sidecar, because sidecars obey the rules of service "cart", which they call, but they use the network of their node.',
    ],
  ]);
});

test('the fix for Pods without a sidecar says what to do if a Service selects them by mistake', () => {
  const pods = deployment('v1', { hostNetwork: true });
  expect(issuesOfWriting(planned(), { west: [service(), pods, V2] })).toMatchObject([
    {
      code: 'MC142',
      fix: 'Let them be injected. If they serve no requests, take away the labels by which Service own/cart selects them.',
    },
  ]);
});

test('ports are compared across clusters: by name where endpoints are found by it, and by protocol', () => {
  const at = (port: object): readonly object[] => [service({ ports: [{ port: 8080, ...port }] }), deployment('v1')];
  const both = (east: object, west: object, scheme?: Scheme): readonly (readonly [string, string])[] =>
    issuesOfWriting(planned(scheme), { east: at(east), west: [...at(west), V2] }).map(({ code, what }) => [code, what]);
  const discovery = new EndpointDiscovery();
  expect(both({ name: 'http' }, { name: 'http' }, discovery)).toEqual([]);
  expect(both({ name: 'http' }, { name: 'http-web' })).toEqual([]);
  expect(both({ name: 'http' }, { name: 'http-web' }, discovery)).toEqual([
    [
      'MC145',
      'Port 8080 of Service own/cart in cluster "west" must have the name "http", as in cluster "east", but has "http-web".',
    ],
  ]);
  expect(both({ name: 'http' }, { name: 'grpc' })).toEqual([
    [
      'MC145',
      'Port 8080 of Service own/cart in cluster "west" must have the protocol "HTTP", as in cluster "east", but has "GRPC".',
    ],
  ]);
});
