/** @module Tests connections that proxies do not look into, and clusters that discover each other's endpoints. */
import { trace } from '../../lib/trace';
import { answer, answers, deployment, istio, type Kube, meshOf, passing, policy, service } from '../support/traced';

const pods = [deployment('web', 'v1'), deployment('db', 'v1'), deployment('db', 'v2')];
const subsets = istio('DestinationRule', 'db', {
  host: 'db',
  subsets: ['v1', 'v2'].map((name) => ({ name, labels: { version: name } })),
});
const to = (subset: string, more: object = {}): object => ({ destination: { host: 'db', subset }, ...more });
const routes = (spec: object): Kube => istio('VirtualService', 'db', { hosts: ['db'], ...spec });
const asked = (port: object, spec: object, url: string): readonly string[] =>
  trace(meshOf({ cluster1: [service('db', port), ...pods, subsets, routes(spec)] }), {
    from: 'cluster1/web',
    to: url,
  }).map(answer);

describe('at a TCP port', () => {
  const port = { name: 'tcp' };

  test('the first TCP rule for the caller and the port counts', () => {
    const tcp = [
      { match: [{ port: 1 }], route: [to('v1')] },
      { match: [{ sourceLabels: { app: 'other' } }], route: [to('v1')] },
      { route: [to('v1', { weight: 1 }), to('v2', { weight: 3 })] },
    ];
    expect(asked(port, { tcp }, 'tcp://db:9080')).toEqual(['0.75 cluster1/db-v2', '0.25 cluster1/db-v1']);
  });

  test('HTTP rules do not, whatever is sent', () => {
    const http = [{ directResponse: { status: 418 } }];
    expect(asked(port, { http }, 'http://db:9080/')).toEqual(['0.5 cluster1/db-v1', '0.5 cluster1/db-v2']);
  });
});

describe('at a TLS port', () => {
  const tls = [
    { match: [{ sniHosts: ['*.default.svc.cluster.local'] }], route: [to('v1')] },
    { match: [{ sniHosts: ['db.default.svc.cluster.local'] }], route: [to('v2')] },
  ];

  test('the rule with the most specific server name counts', () => {
    expect(asked({ name: 'tls' }, { tls }, 'tls://db.default.svc.cluster.local:9080')).toEqual(['1 cluster1/db-v2']);
  });

  test('a server name that no rule has goes past the rules', () => {
    expect(asked({ name: 'https' }, { tls }, 'https://db:9080/')).toEqual(['0.5 cluster1/db-v1', '0.5 cluster1/db-v2']);
  });

  test('without TLS rules, all endpoints are reached', () => {
    expect(asked({ name: 'tls' }, {}, 'https://db:9080/')).toEqual(['0.5 cluster1/db-v1', '0.5 cluster1/db-v2']);
  });
});

test.each(['tls', 'raw'])('Pods without mutual TLS take the TLS of the caller itself at a port %s', (name) => {
  const disabled = policy('PeerAuthentication', 'own', { mtls: { mode: 'DISABLE' } });
  const mesh = meshOf({ cluster1: [service('db', { name }), ...pods.slice(0, 2), disabled] });
  expect(answers(mesh, {}, 'tls://db:9080')).toEqual(['1 cluster1/db-v1']);
});

test.each(['a sidecar', 'no sidecar'])(
  'Pods with %s take the TLS of a proxy, but not around that of the caller',
  (what) => {
    const inject = { labels: { app: 'db', version: 'v1', 'sidecar.istio.io/inject': String(what === 'a sidecar') } };
    const own = [deployment('web', 'v1'), deployment('db', 'v1', inject), service('db', { name: 'tcp' })];
    const rule = istio('DestinationRule', 'db', { host: 'db', trafficPolicy: { tls: { mode: 'SIMPLE' } } });
    const sent = (url: string): readonly string[] =>
      trace(meshOf({ cluster1: [...own, rule] }), { from: 'cluster1/web', to: url }).map(answer);
    expect(sent('tcp://db:9080')).toEqual(['1 cluster1/db-v1']);
    expect(sent('tls://db:9080')).toEqual(['1 0 UF']);
  },
);

test('of services that are equally old, the one whose host comes first says what the Pods’ port is', () => {
  const entry = istio('ServiceEntry', 'orders', {
    hosts: ['db.default.global'],
    ports: [{ name: 'http', number: 9080, protocol: 'HTTP' }],
    resolution: 'STATIC',
    workloadSelector: { labels: { app: 'db' } },
  });
  const get = policy('AuthorizationPolicy', 'get', { rules: [{ to: [{ operation: { methods: ['GET'] } }] }] });
  const served = (...more: readonly Kube[]): readonly string[] =>
    trace(meshOf({ cluster1: [service('db', { name: 'tcp' }), ...pods, subsets, get, ...more] }), {
      from: 'cluster1/web',
      to: 'http://db:9080/',
    }).map(answer);
  expect(served()).toEqual(['0.5 0', '0.5 0']);
  expect(served(entry)).toEqual(['0.5 cluster1/db-v1', '0.5 cluster1/db-v2']);
});

test('at an HTTP port, other connections go past all rules, and the sidecar there closes them', () => {
  expect(asked({ name: 'http' }, {}, 'tls://db:9080')).toEqual(['0.5 0', '0.5 0']);
});

describe('when clusters discover each other’s endpoints', () => {
  const network = (name: string): Kube => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'istio-system', labels: { 'topology.istio.io/network': name } },
  });
  const gateway = passing('open', '*.local');
  const rules = [subsets, routes({ http: [{ route: [to('v2')] }] })];
  const secretFor = (data: object, namespace = 'istio-system'): Kube => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'istio-remote-secret', namespace, labels: { 'istio/multiCluster': 'true' } },
    data,
  });
  const [web, v1, v2] = pods;
  const near = [service('db'), web ?? {}, v1 ?? {}, ...rules, network('n1')];
  const far = [service('db'), v2 ?? {}, subsets, gateway, network('n2')];
  const url = 'http://db:9080/';

  test('a request reaches Pods of another network through its gateway', () => {
    const mesh = meshOf({ cluster1: near, cluster2: far }, { isConnected: true });
    expect(answers(mesh, {}, url)).toEqual(['1 cluster2/db-v2']);
    expect(trace(mesh, { from: 'cluster1/web', to: url })[0]?.hops.map(({ text }) => text)).toContain(
      'filter chain for outbound_.9080_.v2_.db.default.svc.cluster.local',
    );
  });

  test('a remote secret among the manifests tells that they do', () => {
    expect(answers(meshOf({ cluster1: [...near, secretFor({})], cluster2: far }), {}, url)).toEqual([
      '1 cluster2/db-v2',
    ]);
    expect(answers(meshOf({ cluster1: near, cluster2: far }), {}, url)).toEqual(['1 503 UH']);
  });

  test('a remote secret connects its own cluster to those that its keys name, if it is in the namespace of Istio', () => {
    const naming = (name: string, namespace?: string): Kube => secretFor({ [name]: 'eA==' }, namespace);
    const asked = (...secrets: readonly Kube[]): readonly string[] =>
      answers(meshOf({ cluster1: [...near, ...secrets], cluster2: far, cluster3: [] }), {}, url);
    expect(asked(naming('cluster2'))).toEqual(['1 cluster2/db-v2']);
    expect(asked(naming('other'))).toEqual(['1 cluster2/db-v2']);
    expect(asked(naming('cluster3'))).toEqual(['1 503 UH']);
    expect(asked(naming('cluster2', 'default'))).toEqual(['1 503 UH']);
    const reversed = meshOf({ cluster1: near, cluster2: [...far, naming('cluster1')] });
    expect(answers(reversed, {}, url)).toEqual(['1 503 UH']);
    expect(reversed.assumptions.at(-1)).toMatch(/^Cluster "cluster1" has no remote secret, unlike others/);
  });

  test('a service that only a cluster serves which Istio does not read fails with a hint at that', () => {
    const mesh = meshOf({ cluster1: near.filter((each) => each !== v1), cluster2: far });
    const [{ fix = '' } = {}] = trace(mesh, { from: 'cluster1/web', to: url });
    expect(fix).toMatch(/use --connected, or isConnected in tests: db-v2 of cluster cluster2 may serve it\.$/);
  });

  test('a request reaches Pods of the same network without a gateway', () => {
    const flat = [service('db'), v2 ?? {}, network('n1')];
    expect(answers(meshOf({ cluster1: near, cluster2: flat }, { isConnected: true }), {}, url)).toEqual([
      '1 cluster2/db-v2',
    ]);
  });

  test('the port must have the same name there', () => {
    const renamed = [service('db', { name: 'http-db' }), ...far.slice(1)];
    expect(answers(meshOf({ cluster1: near, cluster2: renamed }, { isConnected: true }), {}, url)).toEqual([
      '1 503 UH',
    ]);
  });

  test('the subset must be declared there, too', () => {
    const [db, pod, , ...rest] = far;
    const without = [db ?? {}, pod ?? {}, ...rest];
    expect(answers(meshOf({ cluster1: near, cluster2: without }, { isConnected: true }), {}, url)).toEqual([
      '1 503 UF',
    ]);
  });

  test('a subset can be of one cluster', () => {
    const pinned = istio('DestinationRule', 'db', {
      host: 'db',
      subsets: [{ name: 'v2', labels: { 'topology.istio.io/cluster': 'cluster2' } }],
    });
    const [db, caller, own] = near;
    const mesh = meshOf(
      {
        cluster1: [db ?? {}, caller ?? {}, own ?? {}, pinned, ...rules.slice(1), network('n1')],
        cluster2: [service('db'), v2 ?? {}, pinned, gateway, network('n2')],
      },
      { isConnected: true },
    );
    expect(answers(mesh, {}, url)).toEqual(['1 cluster2/db-v2']);
  });
});
