/** @module Tests the labels and annotations of everything that an app writes, and which ones it refuses. */
import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Article2019, bookinfoContainer, ClusterApp, ClusterChart, Mesh, SniAddressing } from '../../lib';
import { codesOf, issuesOf } from '../support/issues';
import { objectsIn } from '../support/manifests';
import { shop } from '../support/meshes';

interface Written {
  readonly kind: string;
  readonly metadata: {
    readonly name?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: unknown;
}

const OURS = { 'app.kubernetes.io/managed-by': 'cdk8s-istio-multicluster', 'app.kubernetes.io/part-of': 'shop' };

/** The shop's app for a cluster, with options that no compiler has checked. */
function appFor(cluster: 'east' | 'west', options: object = {}): ClusterApp {
  const { mesh, cart, ...clusters } = shop();
  cart.addRoute([{ to: [{ version: 'v2' }] }]);
  const plan = mesh.plan(new SniAddressing()).for(clusters[cluster]);
  const app: unknown = Reflect.construct(ClusterApp, [{ name: 'shop', plan, ...options }]);
  if (!(app instanceof ClusterApp)) throw new Error('it is a ClusterApp');
  new ClusterChart(app, 'mesh', { container: bookinfoContainer });
  return app;
}

function addObject(scope: Construct, kind: string, metadata: object, fields: object = {}): ApiObject {
  return new ApiObject(scope, kind, { apiVersion: 'v1', kind, metadata: { name: 'own', ...metadata }, ...fields });
}

function written(app: ClusterApp): readonly Written[] {
  return objectsIn(app.synthYaml()) as readonly Written[];
}

function own(app: ClusterApp): Written | undefined {
  return written(app).find(({ metadata }) => metadata.name === 'own');
}

test('every object says of which mesh it is part and what manages it, except Namespaces', () => {
  const app = appFor('east');
  addObject(new Chart(app, 'own'), 'ConfigMap', {});
  const objects = written(app);
  const has = objects.map(({ kind, metadata: { labels } }) => [
    kind,
    Object.entries(OURS).filter(([key, value]) => labels?.[key] === value).length,
  ]);
  expect(objects.length).toBeGreaterThan(6);
  expect(has).toEqual(objects.map(({ kind }) => [kind, kind === 'Namespace' ? 0 : 2]));
  expect(objects.find(({ kind }) => kind === 'Namespace')?.metadata.labels).toEqual({ 'istio-injection': 'enabled' });
});

test('every VirtualService, and nothing else, has the label by which kubectl applies it after everything else', () => {
  const app = appFor('east');
  const spec = { hosts: ['shop.example.com'], gateways: ['shop'] };
  const api = { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'own' } };
  new ApiObject(new Chart(app, 'own'), 'route', { ...api, spec });
  const objects = written(app);
  const isRoute = ({ metadata }: Written): boolean => metadata.labels?.['istio-multicluster/route'] === 'true';
  expect(objects.filter(isRoute).map(({ metadata }) => metadata.name)).toEqual(['cart', 'own']);
  expect(objects.filter(({ kind }) => kind === 'VirtualService')).toHaveLength(2);
});

test('every object, Namespaces and objects of the user included, has the labels and annotations of the app', () => {
  const app = appFor('west', { labels: { team: 'checkout' }, annotations: { 'example.com/owner': 'jo: "x"' } });
  addObject(new Chart(app, 'own'), 'ConfigMap', {});
  const objects = written(app);
  expect(objects.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['Namespace', 'ConfigMap', 'Deployment']));
  for (const { metadata } of objects) {
    expect(metadata.labels).toHaveProperty('team', 'checkout');
    expect(metadata.annotations).toEqual({ 'example.com/owner': 'jo: "x"' });
  }
});

test('nothing but the metadata of objects changes', () => {
  const specs = (options: object): readonly unknown[] => written(appFor('west', options)).map(({ spec }) => spec);
  expect(specs({ labels: { team: 'checkout' }, annotations: { a: 'b' } })).toEqual(specs({}));
});

test('fields of metadata are in the order of cdk8s', () => {
  const app = appFor('east', { labels: { a: 'x', zone: 'y' }, annotations: { b: 'c', a: 'b' } });
  addObject(new Chart(app, 'own', { namespace: 'default' }), 'ConfigMap', { labels: { own: 'z' } });
  expect(JSON.stringify(own(app)?.metadata)).toBe(
    JSON.stringify({
      annotations: { a: 'b', b: 'c' },
      labels: { a: 'x', ...OURS, own: 'z', zone: 'y' },
      name: 'own',
      namespace: 'default',
    }),
  );
});

test('the values that an object has already stay', () => {
  const app = appFor('east', { labels: { team: 'checkout' }, annotations: { note: 'all' } });
  const labels = { team: 'mine', 'app.kubernetes.io/managed-by': 'Helm', 'app.kubernetes.io/part-of': 'argocd' };
  addObject(new Chart(app, 'own'), 'ConfigMap', { labels, annotations: { note: 'mine' } });
  expect(own(app)?.metadata).toMatchObject({ labels, annotations: { note: 'mine' } });
});

test('the items of a list become objects of their own, with labels', () => {
  const app = appFor('east');
  const items = [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'own' } }];
  new ApiObject(new Chart(app, 'own'), 'list', { apiVersion: 'v1', kind: 'List', items });
  expect(own(app)).toEqual({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'own', labels: OURS } });
  expect(written(app).map(({ kind }) => kind)).not.toContain('List');
});

test('an app may be part of something else than its mesh', () => {
  const app = appFor('east', { labels: { 'app.kubernetes.io/part-of': 'store' } });
  addObject(new Chart(app, 'own'), 'ConfigMap', {});
  expect(own(app)?.metadata.labels).toEqual({ ...OURS, 'app.kubernetes.io/part-of': 'store' });
});

test('under Article2019, objects have only the labels that the app gives them', () => {
  const { mesh, cart, east } = shop();
  cart.addRoute([{ to: [{ version: 'v2' }] }]);
  const plan = mesh.plan(new Article2019({ vips: new Map([[cart, '240.0.0.3']]) })).for(east);
  expect(plan.labels).toEqual({});
  const app = new ClusterApp({ name: 'shop', plan, labels: { team: 'checkout' } });
  addObject(new Chart(app, 'own'), 'ConfigMap', {});
  expect(own(app)?.metadata.labels).toEqual({ team: 'checkout' });
});

test.each<[string, string]>([
  ['version', 'Pods and endpoints are selected by it'],
  ['app', 'Pods and endpoints are selected by it'],
  ['cluster', 'Pods and endpoints are selected by it'],
  ['istio', 'Pods and endpoints are selected by it'],
  ['service.istio-multicluster/cart', 'this library uses it'],
  ['app.kubernetes.io/managed-by', 'this library writes it'],
  ['istio-injection', 'it changes what Istio does with an object'],
  ['istio.io/rev', 'it changes what Istio does with an object'],
  ['topology.istio.io/network', 'it changes what Istio does with an object'],
  ['security.istio.io/tlsMode', 'it changes what Istio does with an object'],
  ['topology.kubernetes.io/region', 'it changes what Kubernetes does with an object'],
  ['service.kubernetes.io/service-proxy-name', 'it changes what Kubernetes does with an object'],
])('the label "%s" for every object is MC185, because %s', (key, why) => {
  expect(
    issuesOf(() => appFor('east', { labels: { [key]: 'x' } })).map(({ code, what, fix }) => [code, what, fix]),
  ).toEqual([
    [
      'MC185',
      `"labels" of ClusterApp must not have the key "${key}", because ${why}.`,
      'Leave it out, or set it only on the objects that it is for.',
    ],
  ]);
});

test.each([
  'networking.istio.io/exportTo',
  'sidecar.istio.io/inject',
  'traffic.sidecar.istio.io/includeOutboundPorts',
  'istio.io/rev',
  'rank-1.istio-multicluster/cart',
  'kubectl.kubernetes.io/last-applied-configuration',
  'service.kubernetes.io/topology-mode',
])('the annotation "%s" for every object is MC185', (key) => {
  expect(codesOf(() => appFor('east', { annotations: { [key]: 'x' } }))).toEqual(['MC185']);
});

test.each<[string, object]>([
  [
    'labels that describe',
    { labels: { team: 'a', 'app.kubernetes.io/name': 'b', 'example.com/version': '', versions: 'c' } },
  ],
  [
    'annotations that describe',
    { annotations: { version: 'x', 'kubernetes.io/description': 'y', 'Example.com/a': '' } },
  ],
  ['no labels', { labels: {}, annotations: undefined }],
])('%s are accepted', (_, options) => {
  expect(codesOf(() => appFor('east', options).synthYaml())).toEqual([]);
});

test.each<[string, object, string]>([
  [
    'a value with a space',
    { labels: { team: 'a b' } },
    '"labels.team" of ClusterApp must be a valid label value, but is "a b".',
  ],
  ['a number', { labels: { team: 5 } }, '"labels.team" of ClusterApp must be a valid label value, but is 5.'],
  [
    'a long value',
    { labels: { team: 'a'.repeat(64) } },
    `"labels.team" of ClusterApp must be a valid label value, but is "${'a'.repeat(64)}".`,
  ],
  [
    'a key with a space',
    { labels: { 'my team': 'a' } },
    '"labels" of ClusterApp must have valid keys, but has the key "my team".',
  ],
  [
    'a boolean annotation',
    { annotations: { on: true } },
    '"annotations.on" of ClusterApp must be a text, but is true.',
  ],
  [
    'annotations that are too large',
    { annotations: { a: 'x'.repeat(262_144) } },
    '"annotations" of ClusterApp must have at most 262144 bytes, but has 262145.',
  ],
])('%s is MC186', (_, options, what) => {
  expect(issuesOf(() => appFor('east', options)).map((issue) => [issue.code, issue.what])).toEqual([['MC186', what]]);
});

test('labels that are no object are MC035', () => {
  expect(codesOf(() => appFor('east', { labels: ['team'], annotations: 'a' }))).toEqual(['MC035', 'MC035']);
});

test.each<[string, string, object, string]>([
  [
    'Service',
    'v1',
    { selector: { app: 'own', team: 'a' } },
    'Service default/own in cluster "east" selects endpoints by it',
  ],
  [
    'ServiceEntry',
    'networking.istio.io/v1',
    { workloadSelector: { labels: { team: 'a' } } },
    'ServiceEntry.networking.istio.io default/own in cluster "east" selects endpoints by it',
  ],
  [
    'WorkloadEntry',
    'networking.istio.io/v1',
    { address: '192.0.2.1', labels: { team: 'a' } },
    'WorkloadEntry.networking.istio.io default/own in cluster "east" has it as a label of its endpoint',
  ],
])('a label that a %s of the user selects by is MC185 at the app', (kind, apiVersion, spec, why) => {
  const app = appFor('east', { labels: { team: 'checkout', other: 'x' } });
  addObject(new Chart(app, 'own'), kind, {}, { apiVersion, spec });
  expect(issuesOf(() => app.synthYaml()).map(({ code, what }) => [code, what])).toEqual([
    ['MC185', `"labels" of ClusterApp must not have the key "team", because ${why}.`],
  ]);
});

test('the selector of a Deployment does not matter, because its Pods do not get the labels', () => {
  const app = appFor('east', { labels: { team: 'checkout' } });
  const labels = { own: 'x', team: 'a' };
  const spec = { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [] } } };
  addObject(new Chart(app, 'own'), 'Deployment', {}, { apiVersion: 'apps/v1', spec });
  expect(own(app)?.spec).toEqual(spec);
});

describe('a ClusterChart', () => {
  /** A chart with options that no compiler has checked. */
  function chartWith(options: object): Chart {
    const mesh = new Mesh('shop');
    mesh.addService('web', { port: 80, versions: { v1: [mesh.addCluster('east')] } });
    const [plan] = mesh.plan(new SniAddressing()).clusters;
    if (plan === undefined) throw new Error('the mesh has a cluster');
    const app = new ClusterApp({ name: 'shop', plan });
    const chart: unknown = Reflect.construct(ClusterChart, [app, 'mesh', { container: bookinfoContainer, ...options }]);
    if (!(chart instanceof ClusterChart)) throw new Error('it is a ClusterChart');
    return chart;
  }

  test('takes the labels of a cdk8s Chart', () => {
    const labels = { team: 'checkout' };
    const chart = chartWith({ labels });
    Object.assign(labels, { team: 'changed later' });
    const objects = chart.toJson() as readonly Written[];
    expect(objects.map(({ kind, metadata }) => [kind, metadata.labels?.['team']])).toEqual(
      ['Namespace', 'Service', 'ServiceAccount', 'Deployment'].map((kind) => [kind, 'checkout']),
    );
  });

  test.each<[string, boolean | undefined, RegExp]>([
    ['has a hash by default', undefined, /^mesh-mine-\w{8}$/],
    ['has none if the chart says so', true, /^mesh-mine$/],
  ])('the name of an object without one %s', (_, disableResourceNameHashes, name) => {
    const chart = chartWith({ disableResourceNameHashes });
    expect(new ApiObject(chart, 'mine', { apiVersion: 'v1', kind: 'Secret' }).name).toMatch(name);
  });

  test.each<[string, object, readonly string[]]>([
    ['labels that select', { labels: { version: 'x' } }, ['MC185']],
    ['labels that are not valid', { labels: { team: 1 } }, ['MC186']],
    ['labels that are no object', { labels: 'team' }, ['MC035']],
    ['a text for a boolean', { disableResourceNameHashes: 'yes' }, ['MC035']],
  ])('refuses %s', (_, options, codes) => {
    expect(codesOf(() => chartWith(options))).toEqual(codes);
  });

  test('refuses a namespace with MC187, and says where namespaces are', () => {
    expect(issuesOf(() => chartWith({ namespace: 'shop' })).map(({ code, what, fix }) => [code, what, fix])).toEqual([
      [
        'MC187',
        '"namespace" of construct "mesh" must be left out, but is "shop".',
        'Pass "namespace" to addService, and put your own objects into a Chart.',
      ],
    ]);
  });
});
