/** @module Shows routing and traffic policies for services over the same Pods, which cdk8s-plus makes with their Namespace. */
import { Chart, Testing } from 'cdk8s';
import { Deployment, Namespace, Pods, Service, ServiceAccount } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { ClusterApp, type Cluster, ConfigError, GatewayAddress, Mesh, SniAddressing, StringMatch } from '../../../lib';
import { gatewayAddress } from '../lab/addresses';
import type { Answer, PodRef } from '../lab/client';
import { byPlace, byVersion } from './answers';
import { eventually, lab } from './lab';
import { Applied, changed, type ClusterObjects, type KubeObject, synthesized } from './objects';
import { type Limits, limitsOf, rejections } from './proxies';

const namespace = 'workloads';
const FROM = [1, 'workloads/productpage'] as const;

/** What a control breaks in the Pods of a version in a cluster. */
interface Fault {
  readonly pods: string;
  readonly labels?: Readonly<Record<string, undefined>>;
  readonly account?: string;
}

const mesh = new Mesh('workloads', { namespaces: 'existing' });
const gateway = (number: number): GatewayAddress => GatewayAddress.parse(gatewayAddress(number, 'eastwest'));
const cluster1 = mesh.addCluster('cluster1', { gateway: gateway(1) });
const cluster2 = mesh.addCluster('cluster2', { gateway: gateway(2) });
const productpage = mesh.addService('productpage', { namespace, port: 9080, versions: { v1: [cluster1] } });
const outlierDetection = {
  consecutive5xxErrors: 1,
  interval: '1s',
  baseEjectionTime: '60s',
  maxEjectionPercent: 100,
} as const;
const existing = {
  namespace,
  port: 9080,
  versions: { v1: [cluster1], v2: [cluster2], v3: [cluster1, cluster2] },
  distribution: 'spread',
  workloads: 'existing',
  serviceAccountName: 'reviewer',
  trafficPolicy: { connectionPool: { http: { http1MaxPendingRequests: 50 } }, outlierDetection },
} as const;
const reviews = mesh.addService('reviews', {
  ...existing,
  versionPolicies: { v2: { connectionPool: { tcp: { maxConnections: 3 } } } },
});
/** Another name for the Pods of reviews. */
const opinions = mesh.addService('opinions', existing);
for (const service of [reviews, opinions]) productpage.calls(service);
opinions.addRoute([{ to: [{ version: 'v3' }] }]);
reviews.addRoute([
  { match: [{ headers: { 'end-user': StringMatch.exact('jason') } }], to: [{ version: 'v2' }] },
  { match: [{ headers: { 'end-user': StringMatch.exact('kim') } }], to: [{ version: 'v3' }] },
  { to: [{ version: 'v1' }], retries: { attempts: 0 } },
]);
const plan = mesh.plan(new SniAddressing());

/** Makes reviews and its Namespace in a cluster with cdk8s-plus. */
function addWorkloads(scope: Construct, cluster: Cluster, fault?: Fault): void {
  const chart = new Chart(scope, 'own', { namespace });
  new Namespace(chart, 'namespace', { metadata: { name: namespace, labels: { 'istio-injection': 'enabled' } } });
  for (const name of ['reviewer', 'stranger']) new ServiceAccount(chart, name, { metadata: { name } });
  const selector = Pods.select(chart, 'pods', { labels: { team: 'books' } });
  for (const { name } of [reviews, opinions])
    new Service(chart, name, { metadata: { name }, ports: [{ name: 'http', port: 9080 }], selector });
  const pods = plan.for(cluster).of(reviews).existing;
  for (const [index, { version, podLabels }] of pods.entries()) {
    const otherLabels = plan.for(cluster).of(opinions).existing[index]?.podLabels;
    const { labels, account = 'reviewer' } = fault?.pods === `${version}@${cluster.name}` ? fault : {};
    new Deployment(chart, version, {
      metadata: { name: `reviews-${version}` },
      replicas: 1,
      podMetadata: { labels: { team: 'books', ...podLabels, ...otherLabels, ...labels } },
      serviceAccount: ServiceAccount.fromServiceAccountName(chart, `account-${version}`, account),
      containers: [{ image: `example.com/examples-bookinfo-reviews-${version}:1`, portNumber: 9080 }],
    });
  }
}

function manifests(): ClusterObjects {
  return synthesized(plan, (app) => {
    addWorkloads(app, app.plan.cluster);
  });
}

/** Returns the objects with a faulty Deployment in one cluster, and the codes with which the library refuses the faulty app. */
function broken(
  objects: ClusterObjects,
  fault: Fault,
): { readonly objects: ClusterObjects; readonly codes: readonly string[] } {
  const number = Number(fault.pods.at(-1));
  const clusterPlan = plan.clusters.find(({ cluster }) => cluster.name === `cluster${number}`);
  if (clusterPlan === undefined) throw new Error('no such cluster');
  const app = new ClusterApp({ name: 'broken', plan: clusterPlan });
  addWorkloads(app, clusterPlan.cluster, fault);
  let codes: readonly string[] = [];
  try {
    app.synth();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    codes = error.issues.map(({ code }) => code);
  }
  const unchecked = Testing.app();
  addWorkloads(unchecked, clusterPlan.cluster, fault);
  const made = unchecked.charts.flatMap((chart) => Testing.synth(chart) as readonly KubeObject[]);
  const name = `reviews-${fault.pods.split('@')[0] ?? ''}`;
  const bad = made.find((object) => object.kind === 'Deployment' && object.metadata.name === name);
  return {
    codes,
    objects: { ...objects, [number]: changed(objects[number] ?? [], 'Deployment', name, templateOf(bad)) },
  };
}

function templateOf(object: KubeObject | undefined): object {
  const { template } = (object?.spec ?? {}) as { readonly template?: object };
  return { template };
}

async function ask(
  count: number,
  user: string,
  more: Readonly<Record<string, string>> = {},
  host = 'reviews',
): Promise<readonly Answer[]> {
  await lab.closeConnections(FROM);
  return lab.ask({ from: FROM, url: `http://${host}:9080/`, headers: { 'end-user': user, ...more }, count });
}

const objects = manifests();
const app = new Applied();

beforeAll(() => app.start(objects));
afterAll(() => app.become({}));

test('versions that cdk8s-plus makes get requests in the caller’s cluster, in another cluster, and in both', async () => {
  await eventually(async () => {
    expect(byPlace(await ask(20, 'jason'))).toEqual({ 'v2 in cluster2': 20 });
    expect(byPlace(await ask(20, 'anyone'))).toEqual({ 'v1 in cluster1': 20 });
    const { 'v3 in cluster1': here = 0, 'v3 in cluster2': there = 0, ...others } = byPlace(await ask(60, 'kim'));
    expect(others).toEqual({});
    expect(Math.min(here, there)).toBeGreaterThan(10);
  });
});

test('another Service over the same Pods has its own route, to the same Pods in both clusters', async () => {
  await eventually(async () => {
    const answers = byPlace(await ask(60, 'jason', {}, 'opinions'));
    const { 'v3 in cluster1': here = 0, 'v3 in cluster2': there = 0, ...others } = answers;
    expect(others).toEqual({});
    expect(Math.min(here, there)).toBeGreaterThan(10);
  });
});

/** No limit: the largest possible number. */
const NONE = 0xffffffff;

/** The limits in a Pod's proxy that the mesh sets, by Envoy cluster. */
async function limits(pod: PodRef, such: RegExp): Promise<Readonly<Record<string, unknown>>> {
  const found = Object.entries<Limits>(await limitsOf(pod, such));
  return Object.fromEntries(
    found.map(([name, { max_connections: connections, max_pending_requests: pending }]) => [
      name,
      { connections, pending },
    ]),
  );
}

test('the caller’s proxy has the limits of the service and of each version', async () => {
  expect(await limits(FROM, /\|reviews\.workloads\./)).toEqual({
    'outbound|9080||reviews.workloads.svc.cluster.local': { connections: NONE, pending: 50 },
    'outbound|9080|v1|reviews.workloads.svc.cluster.local': { connections: NONE, pending: 50 },
    'outbound|9080|v2|reviews.workloads.svc.cluster.local': { connections: 3, pending: NONE },
    'outbound|9080|v3|reviews.workloads.svc.cluster.local': { connections: NONE, pending: 50 },
    'outbound|9080||reviews.workloads.global': { connections: NONE, pending: 50 },
    'outbound|9080|v2|reviews.workloads.global': { connections: 3, pending: NONE },
    'outbound|9080|v3|reviews.workloads.global': { connections: NONE, pending: 50 },
  });
});

test('the gateway has the limits of each version too, and a Pod’s sidecar has the limits of the service', async () => {
  expect(await limits([2, 'istio-system/istio-eastwestgateway'], /_\.reviews\.workloads\./)).toMatchObject({
    'outbound_.9080_.v2_.reviews.workloads.svc.cluster.local': { connections: 3, pending: NONE },
    'outbound_.9080_.v3_.reviews.workloads.svc.cluster.local': { connections: NONE, pending: 50 },
  });
  expect(await limits([2, 'workloads/reviews-v3'], /^inbound\|/)).toEqual({
    'inbound|9080||': { connections: NONE, pending: 50 },
  });
});

test('an error of the only Pod, or of a Pod behind a gateway, affects no other request', async () => {
  for (const user of ['anyone', 'jason']) {
    expect(byVersion(await ask(3, user, { st: '500' }))).toEqual({ '500': 3 });
    expect(Object.keys(byVersion(await ask(40, user)))).toEqual([user === 'jason' ? 'v2' : 'v1']);
  }
});

test('no proxy rejects any configuration', async () => {
  expect(await rejections([1, 2])).toEqual([]);
});

test.each([
  ['if no Pod must stay, an error of the only Pod', 'reviews', 'anyone'],
  ['if gateways are ejected like Pods, an error of a Pod behind the only gateway', 'reviews-global', 'jason'],
])('control: %s fails the next requests', async (_, rule, user) => {
  const trafficPolicy = { outlierDetection: { ...outlierDetection, minHealthPercent: 0 } };
  await app.become({ ...objects, 1: changed(objects[1] ?? [], 'DestinationRule', rule, { trafficPolicy }) });
  await eventually(async () => {
    await ask(1, user, { st: '500' });
    expect(byVersion(await ask(20, user))).toEqual({ '503': 20 });
  });
  await app.become(objects);
});

test.each<readonly [string, string, Fault, string, (answers: readonly Answer[], others: readonly Answer[]) => void]>([
  [
    'the label of the service, Pods in the caller’s cluster are not found',
    'MC122',
    { pods: 'v3@cluster1', labels: { 'service.istio-multicluster/reviews': undefined } },
    'kim',
    (answers) => {
      expect(byPlace(answers)).toEqual({ 'v3 in cluster2': 40 });
    },
  ],
  [
    'the label of the other Service, only that one does not find them',
    'MC122',
    { pods: 'v3@cluster1', labels: { 'service.istio-multicluster/opinions': undefined } },
    'kim',
    (answers, others) => {
      expect(Object.keys(byPlace(answers)).sort()).toEqual(['v3 in cluster1', 'v3 in cluster2']);
      expect(byPlace(others)).toEqual({ 'v3 in cluster2': 40 });
    },
  ],
  [
    'the label of their version, Pods in another cluster are not found',
    'MC123',
    { pods: 'v2@cluster2', labels: { version: undefined } },
    'jason',
    (answers) => {
      expect(byVersion(answers)).toEqual({ '503': 40 });
    },
  ],
  [
    'the expected service account, Pods in another cluster are refused',
    'MC124',
    { pods: 'v2@cluster2', account: 'stranger' },
    'jason',
    (answers) => {
      expect(byVersion(answers)).toEqual({ '503': 40 });
    },
  ],
])('control: without %s (%s)', async (_, code, fault, user, expectation) => {
  const { objects: faulty, codes } = broken(objects, fault);
  expect(codes).toContain(code);
  await app.start(faulty);
  await eventually(async () => {
    expectation(await ask(40, user), await ask(40, user, {}, 'opinions'));
  });
});
