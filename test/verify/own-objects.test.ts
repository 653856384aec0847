/** @module Objects of users that take traffic away from the mesh without a word. */
import {
  EndpointDiscovery,
  GatewayAddress,
  Mesh,
  type MeshPlan,
  type MeshProps,
  type Scheme,
  SniAddressing,
} from '../../lib';
import { issuesOf } from '../support/issues';
import { issuesOfWriting, saidOfWriting } from '../support/written';

/** web in east calls cart, which runs in both clusters. A worker in east calls it too, from the namespace batch. */
function planned(props: MeshProps = {}, scheme: Scheme = new SniAddressing(), account = 'reports'): MeshPlan {
  const mesh = new Mesh('shop', props);
  const [east, west] = ['east', 'west'].map((name, index) =>
    mesh.addCluster(name, { gateway: GatewayAddress.parse(`192.0.2.${index + 1}`) }),
  );
  if (east === undefined || west === undefined) throw new Error('there are two clusters');
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  const cart = mesh.addService('cart', { port: 8080, versions: { v1: [east], v2: [west] } });
  const labels = { labels: { app: 'reports' } };
  const options = { clusters: [east], serviceAccountName: account, namespace: 'batch' } as const;
  const reports = mesh.addCaller('reports', account === 'reports' ? options : { ...options, ...labels });
  for (const caller of [web, reports]) caller.calls(cart);
  cart.addRoute([{ to: [{ version: 'v1' }, { version: 'v2' }] }]);
  return mesh.plan(scheme);
}

interface Own {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: object;
  readonly annotations?: object;
  readonly spec?: object;
}

function template({ labels = {}, annotations = {}, spec = {} }: Own): object {
  return { metadata: { labels, annotations }, spec: { containers: [{ name: 'main' }], ...spec } };
}

function deployment(own: Own): object {
  const { name = 'own', namespace = 'default' } = own;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: { template: template(own) },
  };
}

function cronJob(own: Own): object {
  const { name = 'reports', namespace = 'batch' } = own;
  const spec = { schedule: '@daily', jobTemplate: { spec: { template: template(own) } } };
  return { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name, namespace }, spec };
}

function autoscaler(name: string, spec: object = {}, more: object = {}): object {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'autoscaler', namespace: 'default' },
    spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name, ...spec }, maxReplicas: 3 },
    ...more,
  };
}

const inject = (value: string): object => ({ 'sidecar.istio.io/inject': value });
const account = { serviceAccountName: 'reports' };

test('objects of users that leave the mesh alone have no issues', () => {
  const objects = [
    deployment({ name: 'debug', labels: { app: 'debug' } }),
    deployment({ name: 'cart', namespace: 'other', labels: { app: 'cart' } }),
    cronJob({ spec: account }),
    cronJob({ name: 'others', labels: inject('false') }),
    cronJob({ namespace: 'default', name: 'reports', spec: account, labels: inject('false') }),
    autoscaler('cart-v1'),
    autoscaler('somebody', {}, { metadata: { name: 'more', namespace: 'default' } }),
    autoscaler('cart-v3', { kind: 'StatefulSet' }, { metadata: { name: 'stateful', namespace: 'default' } }),
    autoscaler('cart-v3', {}, { metadata: { name: 'elsewhere', namespace: 'other' } }),
  ];
  expect(saidOfWriting(planned(), { east: objects })).toEqual([]);
});

test('fails with MC134 for Pods of users that a generated Service selects, as one fault', () => {
  const said = (what: string): unknown => [
    [
      'MC134',
      `The Pods of ${what} in cluster "east" must not have the label "app: cart", because Service default/cart would send requests to them.`,
    ],
  ];
  const labels = { app: 'cart', ...inject('false') };
  expect(saidOfWriting(planned(), { east: [deployment({ labels })] })).toEqual(said('Deployment.apps default/own'));
  expect(
    saidOfWriting(planned(), { east: [cronJob({ name: 'migrate', namespace: 'default', labels: { app: 'cart' } })] }),
  ).toEqual(said('CronJob.batch default/migrate'));
  expect(saidOfWriting(planned(), { east: [deployment({ labels: { app: 'cart', version: 'v1' } })] })).toEqual(
    said('Deployment.apps default/own'),
  );
});

test('fails with MC142 for a caller without ports whose Pods have no sidecar', () => {
  const said = (why: string, but: string): unknown => [
    [
      'MC142',
      `The Pods of CronJob.batch batch/reports in cluster "east" must have a sidecar, because ${why}, but ${but}.`,
    ],
  ];
  const routed = 'sidecars obey the rules of service "cart", which they call';
  for (const [own, but] of [
    [{ labels: inject('false') }, 'their label "sidecar.istio.io/inject" is "false"'],
    [{ annotations: inject('false') }, 'their annotation "sidecar.istio.io/inject" is "false"'],
    [{ spec: { hostNetwork: true } }, 'they use the network of their node'],
  ] as const) {
    const object = cronJob({ ...own, spec: { ...account, ...('spec' in own ? own.spec : {}) } });
    expect(saidOfWriting(planned(), { east: [object] })).toEqual(said(routed, but));
  }
});

test('a caller with the default account is known by its labels', () => {
  const plan = planned({}, new SniAddressing(), 'default');
  const labels = inject('false');
  expect(saidOfWriting(plan, { east: [cronJob({ labels })] })).toEqual([]);
  const codes = issuesOfWriting(plan, { east: [cronJob({ labels: { ...labels, app: 'reports' } })] });
  expect(codes.map(({ code }) => code)).toEqual(['MC142']);
});

test('a caller needs a sidecar to reach other clusters, and where plain text is refused', () => {
  const said = (plan: MeshPlan): readonly string[] =>
    saidOfWriting(plan, { east: [cronJob({ spec: account, labels: inject('false') })] }).map(([, what]) => what);
  const mesh = (places: 'far' | 'near', leastPrivilege: boolean): MeshPlan => {
    const described = new Mesh('shop', { leastPrivilege, namespaces: 'existing' });
    const east = described.addCluster('east');
    const west = described.addCluster('west', { gateway: GatewayAddress.parse('192.0.2.2') });
    const cart = described.addService('cart', { port: 80, versions: { v1: places === 'near' ? [east] : [west] } });
    described.addCaller('reports', { clusters: [east], serviceAccountName: 'reports', namespace: 'batch' }).calls(cart);
    return described.plan(new EndpointDiscovery());
  };
  expect(said(mesh('near', false))).toEqual([]);
  expect(said(mesh('near', true))).toEqual([
    expect.stringContaining('because service "cart", which they call, refuses plain text, but') as unknown,
  ]);
  expect(said(mesh('far', false))).toEqual([
    expect.stringMatching(/because (only sidecars reach|sidecars obey the rules of) service "cart"/) as unknown,
  ]);
});

/** The mesh of one cluster whose cart others make, in a Namespace of theirs. */
function existing(objects: readonly object[]): readonly (readonly [string, string])[] {
  const mesh = new Mesh('shop', { namespaces: 'existing', leastPrivilege: true });
  const east = mesh.addCluster('east');
  const own = { namespace: 'own', workloads: 'existing', serviceAccountName: 'cart' } as const;
  const cart = mesh.addService('cart', { port: 80, versions: { v1: [east] }, ...own });
  mesh.addService('web', { port: 80, versions: { v1: [east] } }).calls(cart);
  return saidOfWriting(mesh.plan(new SniAddressing()), { east: objects });
}

function service(spec: object = {}): object {
  const ports = [{ name: 'http', port: 80 }];
  const metadata = { name: 'cart', namespace: 'own' };
  return { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: { app: 'cart' }, ports, ...spec } };
}

function namespace(labels: object): object {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'own', labels } };
}

const PODS: Own = {
  namespace: 'own',
  labels: { app: 'cart', version: 'v1', 'service.istio-multicluster/cart': 'true' },
  spec: { serviceAccountName: 'cart' },
};
const REFUSED =
  'The Pods of Deployment.apps own/own in cluster "east" must have a sidecar, because service "cart" refuses plain text, but';

test('fails with MC142 for Pods whose requests do not get to their sidecar', () => {
  const mode = (value: string): object => ({ 'sidecar.istio.io/interceptionMode': value });
  expect(existing([service(), deployment({ ...PODS, annotations: mode('TPROXY') })])).toEqual([]);
  expect(existing([service(), deployment({ ...PODS, annotations: mode('NONE') })])).toEqual([
    [
      'MC142',
      `${REFUSED} their annotation "sidecar.istio.io/interceptionMode" is "NONE", so that no request gets to it.`,
    ],
  ]);
});

test('fails with MC142 for Pods in a Namespace of the ambient mode, unless they get sidecars there', () => {
  const ambient = { 'istio.io/dataplane-mode': 'ambient' };
  const pods = deployment(PODS);
  expect(existing([namespace({}), service(), pods])).toEqual([]);
  expect(existing([namespace({ ...ambient, 'istio-injection': 'enabled' }), service(), pods])).toEqual([]);
  expect(existing([namespace({ ...ambient, 'istio.io/rev': 'canary' }), service(), pods])).toEqual([]);
  const injected = deployment({ ...PODS, labels: { ...PODS.labels, ...inject('true') } });
  expect(existing([namespace(ambient), service(), injected])).toEqual([]);
  expect(existing([namespace(ambient), service(), pods])).toEqual([
    [
      'MC142',
      `${REFUSED} the label "istio.io/dataplane-mode" of Namespace own is "ambient", and none asks for sidecars.`,
    ],
  ]);
});

test('fails with MC152 for a Service of type ExternalName, as one fault', () => {
  const spec = { type: 'ExternalName', externalName: 'cart.example.com' };
  const said = [
    ['MC152', 'Service own/cart in cluster "east" must select the Pods of its service, but is of type ExternalName.'],
  ];
  expect(existing([service({ type: 'ClusterIP' }), deployment(PODS)])).toEqual([]);
  expect(existing([service(spec), deployment(PODS)])).toEqual(said);
  expect(existing([service({ ...spec, selector: undefined })])).toEqual(said);
});

test.each<[string, object, string]>([
  ['cart-v11', autoscaler('cart-v11'), 'cart-v1'],
  ['cart', autoscaler('cart'), 'cart-v1'],
  [
    'crat-v1',
    {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata: { name: 'autoscaler' },
      spec: { scaleTargetRef: { name: 'crat-v1' } },
    },
    'cart-v1',
  ],
  [
    'cart_v1',
    {
      apiVersion: 'autoscaling.k8s.io/v1',
      kind: 'VerticalPodAutoscaler',
      metadata: { name: 'autoscaler' },
      spec: { targetRef: { kind: 'Deployment', name: 'cart_v1' } },
    },
    'cart-v1',
  ],
])('fails with MC133 for an autoscaler of "%s"', (name, object, meant) => {
  const issues = issuesOfWriting(planned(), { east: [object] });
  expect(issues.map(({ code, what, fix }) => [code, what.replace(/^\S+ /, ''), fix])).toEqual([
    [
      'MC133',
      `default/autoscaler in cluster "east" must name a Deployment that is there, but names "${name}".`,
      `Did you mean "${meant}"? Name the Deployment of a version. "workloads" of the plan of a service has their names.`,
    ],
  ]);
});

test('an autoscaler can be for a Deployment that the app has', () => {
  expect(saidOfWriting(planned(), { east: [autoscaler('cart-v11'), deployment({ name: 'cart-v11' })] })).toEqual([]);
});

test('fails with MC153 for services and callers that need sidecars in namespaces of Kubernetes, which get none', () => {
  const describe = (namespace: string, props: MeshProps): Mesh => {
    const mesh = new Mesh('shop', props);
    const clusters = [mesh.addCluster('east')] as const;
    const dns = mesh.addService('dns', { port: 80, versions: { v1: clusters }, namespace });
    mesh.addCaller('reports', { clusters, serviceAccountName: 'reports', namespace }).calls(dns);
    return mesh;
  };
  const said = (namespace: string, props: MeshProps = { leastPrivilege: true }): readonly string[] =>
    issuesOf(() => describe(namespace, props).plan(new SniAddressing())).map(({ code, what }) => `${code} ${what}`);
  for (const own of ['default', 'kube-own']) expect(said(own)).toEqual([]);
  // without rules, plain text does
  expect(said('kube-system', {})).toEqual([]);
  for (const system of ['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage'])
    expect(said(system)).toEqual([
      `MC153 "dns" must not be in namespace "${system}", because its Pods need a sidecar, as callers use mutual TLS, and Istio injects none there.`,
      `MC153 "reports" must not be in namespace "${system}", because its Pods need a sidecar, as only sidecars obey the rules of "dns", and Istio injects none there.`,
    ]);
});

test.each([
  [1, []],
  [2, ['MC030']],
])('a ConfigMap of users that is written %i time(s) has the issues %j', (times, codes) => {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'own' } };
  const issues = issuesOfWriting(planned(), { east: Array.from({ length: times }, () => object) });
  expect(issues.map(({ code }) => code)).toEqual(codes);
});
