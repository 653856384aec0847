/** @module Tests that WorkloadCheck checks Services and workloads that cdk8s-plus or anything else makes. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, type ApiObjectProps, App, Chart, Testing } from 'cdk8s';
import { Deployment, Pods, Service, ServiceAccount, StatefulSet } from 'cdk8s-plus-27';
import {
  ClusterApp,
  ClusterChart,
  type ClusterPlan,
  type ConfigIssue,
  GatewayAddress,
  Mesh,
  SniAddressing,
  VersionedService,
  VipLedger,
  WorkloadCheck,
} from '../../lib';
import { codesOf, issuesOf } from '../support/issues';

/** cart v1 runs in east and west, and v2 in west. Every cluster calls it. */
function planned(): { readonly east: ClusterPlan; readonly west: ClusterPlan } {
  const mesh = new Mesh('shop', { namespaces: 'existing' });
  const east = mesh.addCluster('east', { gateway: GatewayAddress.parse('192.0.2.1') });
  const west = mesh.addCluster('west', { gateway: GatewayAddress.parse('192.0.2.2') });
  const cart = mesh.addService('cart', {
    namespace: 'own',
    port: 8080,
    versions: { v1: [east, west], v2: [west] },
    distribution: 'spread',
    workloads: 'existing',
    serviceAccountName: 'seller',
  });
  cart.addRoute([{ to: [{ version: 'v1' }, { version: 'v2' }] }]);
  const plan = mesh.plan(new SniAddressing());
  return { east: plan.for(east), west: plan.for(west) };
}

const MARK = { 'service.istio-multicluster/cart': 'true' };
const GOOD = { team: 'sales', ...MARK };

/** A Deployment of cart in namespace own. */
function deployment(name: string, labels: Readonly<Record<string, string>>, spec: object = {}): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'own' },
    spec: {
      template: {
        metadata: { labels },
        spec: { serviceAccountName: 'seller', containers: [{ name: 'main' }], ...spec },
      },
    },
  };
}

function service(spec: object = {}, metadata: object = {}): object {
  const ports = [{ name: 'http', port: 8080 }];
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'cart', namespace: 'own', ...metadata },
    spec: { selector: { team: 'sales' }, ports, ...spec },
  };
}

const V1 = deployment('v1', { ...GOOD, version: 'v1' });
const V2 = deployment('v2', { ...GOOD, version: 'v2' });

/** The issues of these objects in west. */
function issues(...objects: readonly object[]): readonly ConfigIssue[] {
  const chart = Testing.chart();
  for (const [index, object] of objects.entries()) new ApiObject(chart, `o${index}`, object as ApiObjectProps);
  new WorkloadCheck(chart, 'check', { plan: planned().west });
  return issuesOf(() => Testing.synth(chart) as unknown);
}

const said = (...objects: readonly object[]): readonly string[] =>
  issues(...objects).map(({ code, what }) => `${code} ${what}`);

test('a Service and Deployments that fit have no issues', () => {
  expect(said(service(), V1, V2)).toEqual([]);
});

test('the check says nothing about objects that are not in the app', () => {
  const other = deployment('other', { app: 'other' });
  const otherService = service({ selector: { app: 'other' } }, { name: 'other' });
  expect(said()).toEqual([]);
  expect(said(other, otherService)).toEqual([]);
  // the Pods of the service are not in this app
  expect(said(service(), other, otherService)).toEqual([]);
  const job = { ...deployment('job', { app: 'cart' }), apiVersion: 'batch/v1', kind: 'Job' };
  expect(said(service(), V1, V2, other, job)).toEqual([]);
  expect(said(job)).toEqual([]);
});

test('a Pod, StatefulSet or Rollout counts like a Deployment, but a Knative Service does not count as a Service', () => {
  const template = {
    metadata: { labels: { ...GOOD, version: 'v1' } },
    spec: { serviceAccountName: 'seller', containers: [] },
  };
  const kinds = [
    { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'a', namespace: 'own' }, spec: { template } },
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { name: 'a', namespace: 'own' },
      spec: { template },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'a', namespace: 'own', labels: template.metadata.labels },
      spec: template.spec,
    },
  ];
  for (const object of kinds) {
    expect(said(service(), object, V2)).toEqual([]);
    expect(said(service(), object).map((text) => text.slice(0, 5))).toEqual(['MC120']);
  }
  const knative = { ...service(), apiVersion: 'serving.knative.dev/v1' };
  expect(said(knative, V1, V2).map((text) => text.slice(0, 5))).toEqual(['MC117']);
});

const SERVICE = 'Service own/cart in cluster "west"';

test.each<[string, readonly object[]]>([
  [
    'MC117 Service own/cart must be in the app, because Deployment.apps own/v1 in cluster "west" has Pods of service "cart", but is missing.',
    [V1, V2],
  ],
  [
    'MC117 Service own/cart must be in the app, because Deployment.apps own/v1 in cluster "west" has Pods of service "cart", but is missing.',
    [service({}, { name: 'carts' }), V1, V2],
  ],
  [
    'MC117 Service own/cart must be in the app, because Deployment.apps own/v1 in cluster "west" has Pods of service "cart", but is missing.',
    [service({}, { namespace: 'other' }), V1, V2],
  ],
  [
    `MC118 "spec.selector" of ${SERVICE} must select the Pods of every version, but selects one version only.`,
    [service({ selector: { team: 'sales', version: 'v1' } }), V1],
  ],
  [
    `MC118 "spec.selector" of ${SERVICE} must select the Pods of every version, but selects nothing.`,
    [service({ selector: undefined }), V1, V2],
  ],
  [
    `MC118 "spec.selector" of ${SERVICE} must select the Pods of every version, but also selects WorkloadEntries, which would send local requests to other clusters.`,
    [service({ selector: MARK }), V1, V2],
  ],
  [
    `MC119 "spec.ports" of ${SERVICE} must have port 8080 for HTTP, but has only 80.`,
    [service({ ports: [{ name: 'http', port: 80 }] }), V1, V2],
  ],
  [
    `MC119 "spec.ports" of ${SERVICE} must have port 8080 for HTTP, but has no port.`,
    [service({ ports: undefined }), V1, V2],
  ],
  [
    `MC119 Port 8080 of ${SERVICE} must be declared as HTTP, but has no name.`,
    [service({ ports: [{ port: 8080 }] }), V1, V2],
  ],
  [
    `MC119 Port 8080 of ${SERVICE} must be declared as HTTP, but its name is "https".`,
    [service({ ports: [{ name: 'https', port: 8080 }] }), V1, V2],
  ],
  [
    `MC119 Port 8080 of ${SERVICE} must be declared as HTTP, but its appProtocol is "tcp".`,
    [service({ ports: [{ name: 'http', port: 8080, appProtocol: 'tcp' }] }), V1, V2],
  ],
  [
    `MC119 Port 8080 of ${SERVICE} must be declared as HTTP, but its protocol is "UDP".`,
    [service({ ports: [{ name: 'http', port: 8080, protocol: 'UDP' }] }), V1, V2],
  ],
  [
    `MC119 Port 8080 of ${SERVICE} must lead to port 8080 of its Pods, but leads to 80.`,
    [service({ ports: [{ name: 'http', port: 8080, targetPort: 80 }] }), V1, V2],
  ],
  [
    `MC119 Port 8080 of ${SERVICE} must lead to port 8080 of its Pods, but leads to port "web", which some of its Pods do not have.`,
    [service({ ports: [{ name: 'http', port: 8080, targetPort: 'web' }] }), V1, V2],
  ],
  [`MC120 ${SERVICE} must select Pods of version "v2" of service "cart", but selects none.`, [service(), V1]],
  [
    'MC121 The Pods of Deployment.apps own/lost in cluster "west" must have the label "team: sales", by which Service own/cart selects its Pods, but do not.',
    [service(), V1, V2, deployment('lost', { app: 'cart', version: 'v2' })],
  ],
  [
    'MC121 The Pods of Deployment.apps own/lost in cluster "west" must have the label "team: sales", by which Service own/cart selects its Pods, but do not.',
    [service(), V1, deployment('lost', { app: 'cart', version: 'v2' })],
  ],
  [
    'MC122 The Pods of Deployment.apps own/v1 in cluster "west" must have the label "service.istio-multicluster/cart: true", by which Istio finds version "v1" of service "cart", but do not.',
    [service(), deployment('v1', { team: 'sales', version: 'v1' }), V2],
  ],
  [
    'MC123 The label "version" of the Pods of Deployment.apps own/v3 in cluster "west" must be "v1" or "v2", as service "cart" has no other version there, but is "v3".',
    [service(), V1, V2, deployment('v3', { ...GOOD, version: 'v3' })],
  ],
  [
    'MC123 The label "version" of the Pods of Deployment.apps own/bare in cluster "west" must be "v1" or "v2", as service "cart" has no other version there, but is missing.',
    [service(), V1, V2, deployment('bare', GOOD)],
  ],
  [
    'MC123 The label "version" of the Pods of Deployment.apps own/v2 in cluster "west" must be "v1" or "v2", as service "cart" has no other version there, but is "v22".',
    [service(), V1, deployment('v2', { ...GOOD, version: 'v22' })],
  ],
  [
    'MC124 The Pods of Deployment.apps own/v2 in cluster "west" must run as "seller", the ServiceAccount of service "cart", but run as "default".',
    [service(), V1, deployment('v2', { ...GOOD, version: 'v2' }, { serviceAccountName: undefined })],
  ],
])('fails with %s', (text, objects) => {
  expect(said(...objects)).toEqual([text]);
});

test('a port can have its protocol in appProtocol, and lead to a container port by name', () => {
  const container = { name: 'main', ports: [{ name: 'web', containerPort: 8080 }] };
  const pods = ['v1', 'v2'].map((version) => deployment(version, { ...GOOD, version }, { containers: [container] }));
  expect(
    said(service({ ports: [{ name: 'main', port: 8080, appProtocol: 'http', targetPort: 'web' }] }), ...pods),
  ).toEqual([]);
});

test.each([
  ['kubernetes.io/h2c', []],
  ['kubernetes.io/ws', []],
  ['grpc-web', []],
  ['kubernetes.io/wss', ['MC119']], // which is HTTPS to Istio
  ['example.com/http', ['MC119']],
])('the appProtocol %s declares a port of HTTP, or fails', (appProtocol, codes) => {
  const found = issues(service({ ports: [{ name: 'http', port: 8080, appProtocol }] }), V1, V2);
  expect(found.map(({ code }) => code)).toEqual(codes);
});

test('what names no namespace is in the default one', () => {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east');
  mesh.addService('cart', {
    port: 8080,
    versions: { v1: [east] },
    workloads: 'existing',
    serviceAccountName: 'seller',
  });
  const chart = Testing.chart();
  new ApiObject(chart, 'service', service({}, { namespace: undefined }) as ApiObjectProps);
  new WorkloadCheck(chart, 'check', { plan: mesh.plan(new SniAddressing()).for(east) });
  const pods = { ...deployment('v2', { ...GOOD, version: 'v2' }), metadata: { name: 'v2' } };
  new ApiObject(chart, 'pods', pods as unknown as ApiObjectProps);
  expect(codesOf(() => Testing.synth(chart) as unknown)).toEqual(['MC123', 'MC120']);
});

test('each fault of a port is a separate issue', () => {
  const codes = issues(service({ ports: [{ port: 8080, targetPort: 80 }] }), V1, V2).map(({ code }) => code);
  expect(codes).toEqual(['MC119', 'MC119']);
});

test('a finding says what to write, and points at the object that offends', () => {
  const [finding] = issues(service(), deployment('v1', { team: 'sales', version: 'v1' }), V2);
  expect(finding).toEqual({
    severity: 'error',
    code: 'MC122',
    what: expect.stringContaining('"service.istio-multicluster/cart: true"'),
    got: "{ team: 'sales', version: 'v1' }",
    fix: 'Add the labels to the template of the Pods. With cdk8s-plus, write podMetadata: { labels: { … } }.',
    cluster: 'west',
    object: 'Deployment.apps own/v1',
    at: 'test/o1',
  });
  const [version] = issues(service(), V1, V2, deployment('v3', { ...GOOD, version: 'v22' }));
  expect(version?.fix).toMatch(/^Did you mean "v2"\? /);
  const [selector] = issues(service({ selector: { team: 'sales', version: 'v1' } }), V1);
  expect(selector).toMatchObject({ object: 'Service own/cart', at: 'test/o0' });
  const [missing] = issues(service({}, { name: 'carts' }), V1, V2);
  expect(missing).toMatchObject({
    fix: 'Add the Service to the app, or rename Service own/carts.',
    object: 'Deployment.apps own/v1',
    at: 'test/o1',
  });
});

/** Makes the Service and the workloads of cart with cdk8s-plus. */
function plus(chart: Chart, plan: ClusterPlan, labels: Readonly<Record<string, string>> = { team: 'sales' }): void {
  const [cart] = plan.services;
  const existing = cart?.existing ?? [];
  expect(existing).not.toEqual([]);
  new Service(chart, 'cart', {
    metadata: { name: 'cart', namespace: 'own' },
    ports: [{ name: 'http', port: 8080 }],
    selector: Pods.select(chart, 'pods', { labels: { team: 'sales' } }),
  });
  for (const { version, podLabels } of existing) {
    const workload = version === 'v1' ? Deployment : StatefulSet;
    const headless = new Service(chart, `headless-${version}`, {
      metadata: { namespace: 'own' },
      ports: [{ port: 1 }],
    });
    new workload(chart, version, {
      metadata: { namespace: 'own' },
      podMetadata: { labels: { ...labels, ...podLabels } },
      serviceAccount: ServiceAccount.fromServiceAccountName(chart, `account-${version}`, 'seller'),
      containers: [{ image: 'example.com/cart', portNumber: 8080 }],
      service: headless,
    });
  }
}

test('workloads of cdk8s-plus with the labels of the plan have no issues', () => {
  const { west } = planned();
  const chart = Testing.chart();
  plus(chart, west);
  new WorkloadCheck(chart, 'check', { plan: west });
  expect(codesOf(() => Testing.synth(chart) as unknown)).toEqual([]);
});

test('Pods of two Services need the labels of both services', () => {
  const mesh = new Mesh('shop', { namespaces: 'existing' });
  const [east, west] = [1, 2].map((n) => mesh.addCluster(`c${n}`, { gateway: GatewayAddress.parse(`192.0.2.${n}`) }));
  if (east === undefined || west === undefined) throw new Error('unreachable');
  const props = {
    namespace: 'own',
    port: 8080,
    versions: { v1: [east, west] },
    distribution: 'spread',
    workloads: 'existing',
    serviceAccountName: 'seller',
  } as const;
  for (const name of ['cart', 'basket']) mesh.addService(name, props);
  const plan = mesh.plan(new SniAddressing()).for(west);
  const found = (labels: Readonly<Record<string, string>>): readonly string[] => {
    const chart = Testing.chart();
    const objects = [service(), service({}, { name: 'basket' }), deployment('v1', { version: 'v1', ...labels })];
    for (const [index, object] of objects.entries()) new ApiObject(chart, `o${index}`, object as ApiObjectProps);
    new WorkloadCheck(chart, 'check', { plan });
    return issuesOf(() => Testing.synth(chart) as unknown).map(({ code, what }) => `${code} ${what}`);
  };
  expect(found({ ...GOOD, 'service.istio-multicluster/basket': 'true' })).toEqual([]);
  expect(found(GOOD)).toEqual([
    'MC122 The Pods of Deployment.apps own/v1 in cluster "c2" must have the label "service.istio-multicluster/basket: true", by which Istio finds version "v1" of service "basket", but do not.',
  ]);
});

test('a Service that cdk8s-plus ties to one Deployment is MC118, and says what to write', () => {
  const { west } = planned();
  const chart = Testing.chart();
  const account = ServiceAccount.fromServiceAccountName(chart, 'account', 'seller');
  const made = ['v1', 'v2'].map(
    (version) =>
      new Deployment(chart, version, {
        metadata: { namespace: 'own' },
        podMetadata: { labels: { ...MARK, version } },
        serviceAccount: account,
        containers: [{ image: 'example.com/cart', portNumber: 8080 }],
      }),
  );
  made[0]?.exposeViaService({ name: 'cart', ports: [{ name: 'http', port: 8080 }] });
  new WorkloadCheck(chart, 'check', { plan: west });
  const found = issuesOf(() => Testing.synth(chart) as unknown);
  expect(found.map(({ code }) => code)).toEqual(['MC118']);
  expect(found[0]?.fix).toContain('Pods.select(scope, id, { labels: { app: … } })');
});

test('synthAll checks all clusters before it writes a file, and Testing.synth checks a chart of a ClusterApp too', () => {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'workloads-'));
  const make = (labels?: Readonly<Record<string, string>>): readonly ClusterApp[] =>
    Object.values(planned()).map((plan) => {
      const app = new ClusterApp({ name: 'shop', plan, outdir });
      new ClusterChart(app, 'mesh');
      plus(new Chart(app, 'own'), plan, labels);
      return app;
    });
  const wrong = make({ team: 'buyers' });
  // v2 has no label that says whose Pods these are
  const codes = [['MC121'], ['MC121', 'MC120']];
  const synthAll = (): void => {
    ClusterApp.synthAll(wrong);
  };
  expect(codesOf(synthAll)).toEqual(codes.flat());
  expect(fs.readdirSync(outdir)).toEqual([]);
  expect(wrong.map(({ charts }) => codesOf(() => Testing.synth(charts[0] ?? Testing.chart()) as unknown))).toEqual(
    codes,
  );
  ClusterApp.synthAll(make());
  expect(fs.readdirSync(path.join(outdir, 'shop'))).toEqual(['east', 'west']);
  fs.rmSync(outdir, { recursive: true });
});

test('in a plain App with several clusters, each check looks only at its own scope', () => {
  const { east, west } = planned();
  const app = Testing.app();
  for (const plan of [east, west]) {
    const chart = new Chart(app, plan.cluster.name);
    plus(chart, plan);
    new WorkloadCheck(chart, 'check', { plan });
  }
  expect(app.charts.map((chart) => codesOf(() => Testing.synth(chart) as unknown))).toEqual([[], []]);
  new WorkloadCheck(app, 'both', { plan: east });
  expect(
    codesOf(() => {
      app.synth();
    }),
  ).toContain('MC123');
});

test('a check without a plan is MC031, and a VersionedService for existing workloads is MC032', () => {
  expect(codesOf(() => new WorkloadCheck(new App(), 'check'))).toEqual(['MC031']);
  const { west: plan } = planned();
  const [cart] = plan.services;
  if (cart === undefined) throw new Error('unreachable');
  expect(issuesOf(() => new VersionedService(Testing.chart(), 'it', { service: cart.service, plan }))).toMatchObject([
    {
      code: 'MC032',
      what: 'Construct "it" has nothing to render in cluster "west": service "cart" has existing workloads.',
    },
  ]);
});

test('a ClusterChart without a container is MC167, unless all workloads exist', () => {
  const { west } = planned();
  expect(() => new ClusterChart(Testing.app(), 'all', { plan: west })).not.toThrow();
  const mesh = new Mesh('shop');
  mesh.addService('web', { port: 80, versions: { v1: [mesh.addCluster('c1')] } });
  const [plan] = mesh.plan(new SniAddressing()).clusters;
  expect(codesOf(() => new ClusterChart(Testing.app(), 'all', { plan }))).toEqual(['MC167']);
});

test('a Service must have each port of the service with its protocol and targetPort, under any name', () => {
  const mesh = new Mesh('shop', { namespaces: 'existing' });
  const [east, west] = ['192.0.2.1', '192.0.2.2'].map((address, index) =>
    mesh.addCluster(`c${index}`, { gateway: GatewayAddress.parse(address) }),
  );
  if (!east || !west) throw new Error('unreachable');
  mesh.addService('cart', {
    namespace: 'own',
    ports: {
      http: { port: 8080, targetPort: 80, protocol: 'HTTP' },
      api: { port: 9090, protocol: 'GRPC' },
      db: { port: 5432, protocol: 'TCP' },
      tls: { port: 8443, protocol: 'TLS' },
    },
    versions: { v1: [east, west], v2: [west] },
    distribution: 'spread',
    workloads: 'existing',
    serviceAccountName: 'seller',
  });
  const plan = mesh.plan(new SniAddressing({ vips: VipLedger.parse('') })).for(west);
  const check = (ports: readonly object[]): readonly string[] => {
    const chart = Testing.chart();
    for (const [index, object] of [service({ ports }), V1, V2].entries())
      new ApiObject(chart, `o${index}`, object as ApiObjectProps);
    new WorkloadCheck(chart, 'check', { plan });
    return issuesOf(() => void Testing.synth(chart)).map(({ code, what }) => `${code} ${what}`);
  };
  const good = [
    { name: 'http-web', port: 8080, targetPort: 80 },
    { name: 'http2-api', port: 9090 },
    { name: 'postgres', port: 5432, appProtocol: 'tcp' },
    { name: 'https', port: 8443 },
  ];
  expect(check(good)).toEqual([]);
  const bad = [
    { name: 'http', port: 8080 },
    { name: 'http-api', port: 9090 },
    { name: 'postgres', port: 5432 },
  ];
  expect(check(bad)).toEqual([
    'MC119 Port 5432 of Service own/cart in cluster "c1" must be declared as TCP, but its name is "postgres".',
    'MC119 Port 8080 of Service own/cart in cluster "c1" must lead to port 80 of its Pods, but leads to 8080.',
    'MC119 "spec.ports" of Service own/cart in cluster "c1" must have port 8443 for TLS, but has only 8080, 9090 and 5432.',
    'MC119 Port 9090 of Service own/cart in cluster "c1" must be declared as GRPC, but its name is "http-api".',
  ]);
});

test('under least privilege, a Service can lead to another port if all endpoints are local Pods', () => {
  const mesh = new Mesh('shop', { namespaces: 'existing', leastPrivilege: true });
  const east = mesh.addCluster('east');
  const workloads = { workloads: 'existing', serviceAccountName: 'seller', namespace: 'own' } as const;
  const cart = mesh.addService('cart', { port: 8080, versions: { v1: [east] }, ...workloads });
  mesh.addService('web', { port: 80, versions: { v1: [east] } }).calls(cart);
  const chart = Testing.chart();
  const ports = [{ name: 'http', port: 8080, targetPort: 9090 }];
  new ApiObject(chart, 'service', service({ ports }) as ApiObjectProps);
  new ApiObject(chart, 'v1', V1 as ApiObjectProps);
  new WorkloadCheck(chart, 'check', { plan: mesh.plan(new SniAddressing()).for(east) });
  expect(codesOf(() => Testing.synth(chart) as unknown)).toEqual([]);
});
