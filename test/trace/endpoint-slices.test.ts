/** @module Tests the endpoints of Services that are written as EndpointSlices or Endpoints. */
import { readManifests } from '../../lib/manifests';
import { type MeshFacts, trace, TracedMesh } from '../../lib/trace';
import { answers, deployment, endpointSlice, istio, type Kube, meshOf, policy, service } from '../support/traced';

const web = deployment('web', 'v1');
const unselecting = (name: string, port: object = {}, spec: object = {}): Kube =>
  service(name, port, { selector: undefined, ...spec });
const slice = (content: object, labels: object = {}, name?: string): Kube =>
  endpointSlice('reviews', { ports: [{ name: 'http', port: 8080 }], ...content }, labels, name);
const pod = (ip: string, metadata: object = {}): Kube => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'reviews-x', namespace: 'default', labels: { app: 'reviews', version: 'v1' }, ...metadata },
  spec: { containers: [{}] },
  status: { podIP: ip },
});
const OWNED = { ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'reviews-v1-5f' }] };
const asked = (objects: readonly Kube[], facts: MeshFacts = {}, to = 'http://reviews:9080/'): readonly string[] =>
  answers(meshOf({ cluster1: [web, ...objects] }, facts), {}, to);
const reasonOf = (objects: readonly Kube[]): string | undefined =>
  trace(meshOf({ cluster1: [web, ...objects] }), { from: 'cluster1/web', to: 'http://reviews:9080/' })[0]?.reason;

const SENT = ['1 200'];
const NOT_SENT = ['1 503 UH'];

describe('a Service without a selector', () => {
  test('has the addresses of its EndpointSlices', () => {
    expect(asked([unselecting('reviews'), slice({})])).toEqual(SENT);
    expect(asked([unselecting('reviews')])).toEqual(NOT_SENT);
  });

  test('is followed through the gateway of another cluster whose address it has, if the caller encrypts', () => {
    const gateway = istio('Gateway', 'mesh', {
      selector: { istio: 'eastwestgateway' },
      servers: [
        {
          port: { number: 15443, name: 'tls', protocol: 'TLS' },
          tls: { mode: 'AUTO_PASSTHROUGH' },
          hosts: ['*.local'],
        },
      ],
    });
    const mutual = istio('DestinationRule', 'reviews', {
      host: 'reviews',
      trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL' } },
    });
    const near = [web, unselecting('reviews'), slice({ ports: [{ name: 'http', port: 15443 }] })];
    const far = [service('reviews'), deployment('reviews', 'v1'), gateway];
    const facts = { gateways: new Map([['203.0.113.9', 'cluster2']]) };
    expect(answers(meshOf({ cluster1: [...near, mutual], cluster2: far }, facts))).toEqual(['1 cluster2/reviews-v1']);
    expect(answers(meshOf({ cluster1: near, cluster2: far }, facts))).toEqual(['1 503 UC']);
  });

  test('has no address that is not ready, but those of which nothing is said', () => {
    const notReady = { addresses: ['203.0.113.9'], conditions: { ready: false, serving: true } };
    const unsaid = { addresses: ['203.0.113.9'], conditions: {} };
    expect(asked([unselecting('reviews'), slice({ endpoints: [notReady] })])).toEqual(NOT_SENT);
    expect(asked([unselecting('reviews'), slice({ endpoints: [unsaid] })])).toEqual(SENT);
    expect(asked([unselecting('reviews'), slice({ endpoints: [notReady, unsaid] })])).toEqual(NOT_SENT);
  });

  test('has an address that a ServiceEntry lists as well, though an EndpointSlice says that it is not ready', () => {
    const entry = istio('ServiceEntry', 'reviews', {
      hosts: ['reviews.default.svc.cluster.local'],
      resolution: 'STATIC',
      ports: [{ number: 9080, name: 'http', protocol: 'HTTP' }],
      endpoints: [{ address: '203.0.113.9', ports: { http: 9080 } }],
    });
    const withConditions = (conditions: object): readonly string[] =>
      asked([unselecting('reviews'), slice({ endpoints: [{ addresses: ['203.0.113.9'], conditions }] }), entry]);
    expect(withConditions({ ready: false })).toEqual(SENT);
    expect(withConditions({ ready: false, terminating: true })).toEqual(SENT);
    expect(withConditions({ ready: false, terminating: false })).toEqual(SENT);
  });

  test('fails with the reason: no slice, no address that Istio reads, no port of the name', () => {
    expect(reasonOf([unselecting('reviews')])).toContain('no EndpointSlice is for it');
    const names = slice({ addressType: 'FQDN', endpoints: [{ addresses: ['far.example.com'] }] });
    expect(reasonOf([unselecting('reviews'), names])).toContain('Istio does not resolve names in it');
    const unnamed = slice({ ports: [{ port: 8080 }] });
    expect(reasonOf([unselecting('reviews'), unnamed])).toContain('has no port "http", as the Service has');
    expect(reasonOf([unselecting('reviews', { name: undefined }), slice({})])).toContain('has no port without a name');
  });

  test('has nothing of slices for other Services, or of other clusters', () => {
    const other = slice({}, { 'kubernetes.io/service-name': 'ratings' });
    expect(asked([unselecting('reviews'), other])).toEqual(NOT_SENT);
    const imported = slice({}, { 'multicluster.kubernetes.io/service-name': 'reviews' });
    expect(asked([unselecting('reviews'), imported])).toEqual(NOT_SENT);
  });

  test('has the addresses of several slices, each once', () => {
    const more = slice({ endpoints: [{ addresses: ['203.0.113.9', '203.0.113.10'] }] }, {}, 'reviews-2');
    expect(asked([unselecting('reviews'), slice({}), more])).toEqual(['0.5 200', '0.5 200']);
  });

  test('has those of Endpoints, which Kubernetes mirrors', () => {
    const endpoints = (metadata: object): Kube => ({
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: { name: 'reviews', namespace: 'default', ...metadata },
      subsets: [{ addresses: [{ ip: '203.0.113.9' }], ports: [{ name: 'http', port: 8080 }] }],
    });
    expect(asked([unselecting('reviews'), endpoints({})])).toEqual(SENT);
    const skipped = endpoints({ labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } });
    expect(asked([unselecting('reviews'), skipped])).toEqual(NOT_SENT);
  });

  test('reaches the Pod that has an address, with the identity and the encryption of the Pod', () => {
    const strict = policy('PeerAuthentication', 'all', { mtls: { mode: 'STRICT' } });
    const owned = pod('203.0.113.9', OWNED);
    const objects = [unselecting('reviews'), slice({}), owned, deployment('reviews', 'v1'), strict];
    expect(asked(objects)).toEqual(['1 cluster1/reviews-v1']);
    expect(asked([unselecting('reviews'), slice({}), pod('203.0.113.9'), strict])).toEqual(['1 cluster1/reviews-x']);
  });

  test('has no address that names a Pod which is not there', () => {
    const endpoints = [{ addresses: ['203.0.113.9'], targetRef: { kind: 'Pod', name: 'gone', namespace: 'default' } }];
    expect(asked([unselecting('reviews'), slice({ endpoints })])).toEqual(NOT_SENT);
  });

  test('is called as Kubernetes has it by callers without a sidecar', () => {
    const plain = deployment('web', 'v1', { labels: { app: 'web', 'sidecar.istio.io/inject': 'false' } });
    const mesh = (objects: readonly Kube[]): readonly string[] => answers(meshOf({ cluster1: [plain, ...objects] }));
    expect(mesh([unselecting('reviews'), slice({})])).toEqual(SENT);
    expect(mesh([unselecting('reviews')])).toEqual(['1 0 UF']);
  });
});

test('the line of an address in its slice decides', () => {
  const text = (object: Kube): string => JSON.stringify(object, undefined, 1);
  const yaml = [web, unselecting('reviews'), slice({})].map(text).join('\n---\n');
  const { objects } = readManifests(yaml, 'cluster1.yaml');
  const line = yaml.split('\n').findIndex((each) => each.includes('"addresses"'));
  const [outcome] = trace(new TracedMesh([{ name: 'cluster1', objects }]), {
    from: 'cluster1/web',
    to: 'http://reviews:9080/',
  });
  const { object, at } = outcome?.hops.at(-1) ?? {};
  expect([object, at]).toEqual(['EndpointSlice.discovery.k8s.io default/reviews-1', `cluster1.yaml:${line}:3`]);
});

describe('a headless Service without a selector', () => {
  const headless = unselecting('reviews', {}, { clusterIP: 'None' });

  test('resolves to the addresses of its slices, at whatever port is called', () => {
    expect(asked([headless, slice({})])).toEqual(SENT);
    expect(asked([headless, slice({ ports: [{ name: 'other', port: 1 }] })])).toEqual(SENT);
  });

  test('has no listener for TCP at a port that its slices lack', () => {
    const tcp = unselecting('reviews', { name: 'tcp' }, { clusterIP: 'None' });
    // at this port, the sidecar then reads HTTP for the other Service, and answers with a status itself
    const failing = (port: object): readonly string[] => {
      const near = [web, tcp, slice({ ports: [port] }), service('ratings')];
      return answers(meshOf({ cluster1: near, cluster2: [] }, { gateways: new Map([['203.0.113.9', 'cluster2']]) }));
    };
    expect(failing({ name: 'tcp', port: 9080 })).toEqual(['1 0 UF']);
    expect(failing({ name: 'other', port: 9080 })).toEqual(['1 503 UF']);
  });

  test('fails to resolve without any', () => {
    expect(asked([headless])).toEqual(['1 0']);
  });
});

describe('a Service with a selector', () => {
  test('has its Pods once, though Kubernetes’ own slices are printed beside them', () => {
    const managed = { 'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io' };
    const objects = [service('reviews'), deployment('reviews', 'v1'), deployment('reviews', 'v2')];
    const even = ['0.5 cluster1/reviews-v1', '0.5 cluster1/reviews-v2'];
    expect(asked([...objects, slice({}, managed)])).toEqual(even);
    const target = { kind: 'Pod', name: 'reviews-x', namespace: 'default' };
    const named = slice({ endpoints: [{ addresses: ['203.0.113.9'], targetRef: target }] });
    const owned = pod('203.0.113.9', OWNED);
    expect(asked([...objects, named, owned])).toEqual(even);
  });

  test('has the Pods that lack its port where a slice that somebody wrote lists them with it', () => {
    const written = slice({ endpoints: [{ addresses: ['10.1.2.3'] }] }, {}, 'written');
    const named = service('reviews', { targetPort: 'web' });
    expect(asked([named, pod('10.1.2.3')])).toEqual(NOT_SENT);
    expect(asked([named, pod('10.1.2.3'), written])).toEqual(['1 cluster1/reviews-x']);
  });

  test('also has the addresses of slices that somebody wrote', () => {
    expect(asked([service('reviews'), deployment('reviews', 'v1'), slice({})])).toEqual([
      '0.5 200',
      '0.5 cluster1/reviews-v1',
    ]);
  });
});

describe('clusters that discover each other’s endpoints', () => {
  const near = [web, service('reviews')];
  const far = [unselecting('reviews'), slice({})];
  const network = (name: string): Kube => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'istio-system', labels: { 'topology.istio.io/network': name } },
  });

  test('share the addresses of slices on one network', () => {
    expect(answers(meshOf({ cluster1: near, cluster2: far }, { isConnected: true }))).toEqual(SENT);
  });

  test('do not reach them on another network, where gateways pass on mutual TLS only', () => {
    const clusters = { cluster1: [...near, network('one')], cluster2: [...far, network('two')] };
    expect(answers(meshOf(clusters, { isConnected: true }))).toEqual(NOT_SENT);
    const own = { cluster1: [web, ...far, network('one')], cluster2: [network('two')] };
    expect(answers(meshOf(own, { isConnected: true }))).toEqual(SENT);
  });
});
