/** @module What each cluster gets when control planes discover each other's endpoints. */
import * as fc from 'fast-check';
import {
  type Cluster,
  discoveryPrerequisites,
  EndpointDiscovery,
  GatewayAddress,
  Mesh,
  type MeshService,
  type TrafficPolicy,
} from '../../lib';
import { discoverableMeshData } from '../support/mesh/data';
import { describeMesh } from '../support/mesh/describe';
import { codesOf } from '../support/issues';

interface Described {
  readonly mesh: Mesh;
  readonly c1: Cluster;
  readonly c2: Cluster;
  readonly c3: Cluster;
  readonly cart: MeshService<'v1' | 'v2'>;
}

/** web, in c1, calls cart: v1 in c1, v2 in c2 and c3; no gateway has an address. */
function described(): Described {
  const mesh = new Mesh('shop');
  const [c1, c2, c3] = [mesh.addCluster('c1'), mesh.addCluster('c2'), mesh.addCluster('c3')];
  const web = mesh.addService('web', { port: 80, versions: { v1: [c1] } });
  const cart = mesh.addService('cart', { port: 8080, versions: { v1: [c1], v2: [c2, c3] } });
  web.calls(cart);
  return { mesh, c1, c2, c3, cart };
}

const HOST = 'cart.default.svc.cluster.local';

test('callers name subsets of the Service’s own host; nothing is written for other clusters', () => {
  const { mesh, c1, c3, cart } = described();
  cart.addRoute([{ to: [{ version: 'v2', cluster: c3 }, { version: 'v2' }, { version: 'v1' }] }]);
  const plan = mesh.plan(new EndpointDiscovery()).for(c1).of(cart);
  expect([plan.serviceEntry, plan.workloadEntries, plan.globalDestinationRule]).toEqual([undefined, [], undefined]);
  expect(plan.virtualService?.spec).toEqual({
    hosts: [HOST],
    http: [
      {
        route: [
          { destination: { host: HOST, subset: 'v2-c3' }, weight: 34 },
          { destination: { host: HOST, subset: 'v2' }, weight: 33 },
          { destination: { host: HOST, subset: 'v1' }, weight: 33 },
        ],
      },
    ],
  });
});

test('every cluster that calls or runs the service has the same DestinationRule, pinned subsets by Istio’s own label', () => {
  const { mesh, c1, c2, c3, cart } = described();
  cart.addRoute([{ to: [{ version: 'v2', cluster: c3 }, { version: 'v2' }, { version: 'v1' }] }]);
  const plan = mesh.plan(new EndpointDiscovery());
  const [first, ...others] = [c1, c2, c3].map((cluster) => plan.for(cluster).of(cart).localDestinationRule);
  expect(others).toEqual([first, first]);
  expect(first?.spec.subsets?.map(({ name, labels }) => [name, labels])).toEqual([
    ['v1', { version: 'v1' }],
    ['v2', { version: 'v2' }],
    ['v2-c3', { version: 'v2', 'topology.istio.io/cluster': 'c3' }],
  ]);
  const policies = first?.spec.subsets?.map(({ trafficPolicy }) => trafficPolicy?.loadBalancer);
  expect(policies).toEqual([undefined, { localityLbSetting: { enabled: false } }, undefined]);
  // subsets in one place would have it, too
  expect(first?.spec.trafficPolicy).toBeUndefined();
});

test('a service that is called where it runs only keeps its policies', () => {
  const mesh = new Mesh('shop');
  const trafficPolicy = { connectionPool: { tcp: { maxConnections: 7 } } };
  const c1 = mesh.addCluster('c1');
  const cart = mesh.addService('cart', { port: 8080, versions: { v1: [c1] }, trafficPolicy });
  const rule = mesh.plan(new EndpointDiscovery()).for(c1).of(cart).localDestinationRule;
  expect(rule?.spec.trafficPolicy).toEqual(trafficPolicy);
});

test('Pods that others make need no label by which they would be found beside gateways', () => {
  const mesh = new Mesh('shop');
  const [c1, c2] = [mesh.addCluster('c1'), mesh.addCluster('c2')];
  const workloads = { workloads: 'existing', serviceAccountName: 'seller' } as const;
  const cart = mesh.addService('cart', { port: 8080, versions: { v1: [c1, c2] }, ...workloads });
  const { existing } = mesh.plan(new EndpointDiscovery()).for(c1).of(cart);
  expect(existing).toEqual([{ version: 'v1', podLabels: { version: 'v1' } }]);
});

test('without rules, the host itself has the policy of several places', () => {
  const { mesh, c1, cart } = described();
  const policy = mesh.plan(new EndpointDiscovery()).for(c1).of(cart).localDestinationRule?.spec.trafficPolicy;
  expect(policy?.loadBalancer).toEqual({ localityLbSetting: { enabled: false } });
});

test('the gateways of clusters that others send requests to let in exactly those services, without an address', () => {
  const { mesh, c1, c2, cart } = described();
  cart.addRoute([{ to: [{ version: 'v2' }] }]);
  const plan = mesh.plan(new EndpointDiscovery());
  expect(plan.for(c1).gateway).toBeUndefined();
  expect(plan.for(c2).gateway?.spec.servers?.map(({ hosts }) => hosts)).toEqual([[`default/${HOST}`]]);
});

test('an order of clusters is MC095: their endpoints carry no labels of Pods', () => {
  const mesh = new Mesh('shop');
  const [c1, c2] = [mesh.addCluster('c1'), mesh.addCluster('c2')];
  const distribution = { failover: [c1, c2] } as const;
  const cart = mesh.addService('cart', { port: 8080, versions: { v1: [c1, c2] }, distribution });
  cart.addRoute([{ to: [{ version: 'v1' }], retries: { attempts: 1, perTryTimeout: '1s', retryOn: 'idempotent' } }]);
  expect(codesOf(() => mesh.plan(new EndpointDiscovery()))).toEqual(['MC095']);
});

test('limits of callers are written for its own host; outlierDetection is MC096, for gateways are among the endpoints', () => {
  const described = (policy: TrafficPolicy): Mesh => {
    const mesh = new Mesh('shop');
    const [c1, c2] = [mesh.addCluster('c1'), mesh.addCluster('c2')];
    mesh.addService('cart', { port: 8080, versions: { v1: [c1, c2] }, trafficPolicy: policy });
    return mesh;
  };
  const plan = described({ connectionPool: { tcp: { maxConnections: 7 } } }).plan(new EndpointDiscovery());
  for (const { services } of plan.clusters) {
    const { trafficPolicy } = services[0]?.localDestinationRule?.spec ?? {};
    expect(trafficPolicy?.connectionPool?.tcp).toEqual({ connectTimeout: '1s', maxConnections: 7 });
  }
  const ejecting = described({ outlierDetection: { consecutive5xxErrors: 5 } });
  expect(codesOf(() => ejecting.plan(new EndpointDiscovery()))).toEqual(['MC096']);
});

test('on any mesh, a subset that a cluster names is declared there and wherever its requests go', () => {
  fc.assert(
    fc.property(discoverableMeshData, (data) => {
      const { mesh, clusters, services } = describeMesh(data);
      const plan = mesh.plan(new EndpointDiscovery());
      for (const service of services) {
        const declared = (cluster: Cluster): readonly (string | undefined)[] =>
          (plan.for(cluster).of(service).localDestinationRule?.spec.subsets ?? []).map(({ name }) => name);
        for (const cluster of clusters) {
          const { http = [] } = plan.for(cluster).of(service).virtualService?.spec ?? {};
          const named = http.flatMap(({ route = [], mirrors = [] }) =>
            [...route, ...mirrors].flatMap(({ destination: { subset } }) => subset ?? []),
          );
          for (const name of named) {
            const [, version = '', pin] = /^(v\d+)(?:-(.*))?$/.exec(name) ?? [];
            const places = service.clustersOf(version).filter((place) => pin === undefined || place.name === pin);
            for (const place of [cluster, ...places]) expect(declared(place)).toContain(name);
          }
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('what it takes besides is printed as commands: networks, and a secret for each that reads another', () => {
  const { mesh } = described();
  const text = discoveryPrerequisites(mesh.plan(new EndpointDiscovery()));
  expect(text.split('\n').filter((line) => line.includes('create-remote-secret'))).toHaveLength(6);
  expect(text).toContain('istioctl create-remote-secret --context=c2 --name=c2 | kubectl apply --context=c1 -f -\n');
  expect(text).toContain(
    'kubectl --context=c3 label namespace istio-system topology.istio.io/network=c3 --overwrite\n',
  );
  expect(text).toContain(
    'kubectl --context=c3 label service --namespace=istio-system istio-eastwestgateway topology.istio.io/network=c3 --overwrite\n',
  );
});

test('the Service of a gateway of one’s own is found by its labels', () => {
  const mesh = new Mesh('shop');
  const addresses = [GatewayAddress.parse('192.0.2.1')] as const;
  mesh.addCluster('c1', { gateway: { addresses, namespace: 'gws', selector: { app: 'ew', tier: 'edge' } } });
  expect(discoveryPrerequisites(mesh.plan(new EndpointDiscovery()))).toContain(
    'kubectl --context=c1 label service --namespace=gws --selector=app=ew,tier=edge topology.istio.io/network=c1 --overwrite\n',
  );
});
