/** @module Tests what each cluster gets under EndpointDiscovery. */
import * as fc from 'fast-check';
import {
  type Cluster,
  discoveryPrerequisites,
  EndpointDiscovery,
  GatewayAddress,
  Mesh,
  SniAddressing,
  type TrafficPolicy,
} from '../../../../lib';
import { discoverableMeshData } from '../../../support/mesh/data';
import { describeMesh } from '../../../support/mesh/describe';
import { codesOf, issuesOf } from '../../../support/issues';

/** web runs in c1 and calls cart. cart v1 runs in c1, and v2 in c2 and c3. No gateway has an address. */
function described() {
  const mesh = new Mesh('shop');
  const [c1, c2, c3] = [mesh.addCluster('c1'), mesh.addCluster('c2'), mesh.addCluster('c3')];
  const web = mesh.addService('web', { port: 80, versions: { v1: [c1] } });
  const cart = mesh.addService('cart', { port: 8080, versions: { v1: [c1], v2: [c2, c3] } });
  web.calls(cart);
  return { mesh, c1, c2, c3, cart };
}

const HOST = 'cart.default.svc.cluster.local';

test('rules use subsets of the Service’s own host, and no objects lead to other clusters', () => {
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

test('every cluster that calls or runs the service has the same DestinationRule, with Istio’s cluster label for pins', () => {
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
  // it would apply to subsets with one place too
  expect(first?.spec.trafficPolicy).toBeUndefined();
});

test('where no version runs, the Service selects Pods of the service, so that Kubernetes removes the addresses of former ones', () => {
  const { mesh, cart } = described();
  const caller = mesh.addCluster('caller');
  mesh.addService('far', { port: 80, versions: { v1: [caller] } }).calls(cart);
  cart.addRoute([{ to: [{ version: 'v2' }] }]);
  const { service } = mesh.plan(new EndpointDiscovery()).for(caller).of(cart).workloads ?? {};
  expect(service?.spec.selector).toEqual({ 'service.istio-multicluster/cart': 'true' });
});

test('a service with callers only in its own cluster keeps its policies', () => {
  const mesh = new Mesh('shop');
  const trafficPolicy = { connectionPool: { tcp: { maxConnections: 7 } } };
  const c1 = mesh.addCluster('c1');
  const cart = mesh.addService('cart', { port: 8080, versions: { v1: [c1] }, trafficPolicy });
  const rule = mesh.plan(new EndpointDiscovery()).for(c1).of(cart).localDestinationRule;
  expect(rule?.spec.trafficPolicy).toEqual(trafficPolicy);
});

test('existing Pods need only their version label', () => {
  const mesh = new Mesh('shop');
  const [c1, c2] = [mesh.addCluster('c1'), mesh.addCluster('c2')];
  const workloads = { workloads: 'existing', serviceAccountName: 'seller' } as const;
  const cart = mesh.addService('cart', { port: 8080, versions: { v1: [c1, c2] }, ...workloads });
  const { existing } = mesh.plan(new EndpointDiscovery()).for(c1).of(cart);
  expect(existing).toEqual([{ version: 'v1', podLabels: { version: 'v1' } }]);
});

test('without a route, the host itself has the policy for several places', () => {
  const { mesh, c1, cart } = described();
  const policy = mesh.plan(new EndpointDiscovery()).for(c1).of(cart).localDestinationRule?.spec.trafficPolicy;
  expect(policy?.loadBalancer).toEqual({ localityLbSetting: { enabled: false } });
});

test('a gateway lets in exactly the services that other clusters send requests to, and needs no address', () => {
  const { mesh, c1, c2, cart } = described();
  cart.addRoute([{ to: [{ version: 'v2' }] }]);
  const plan = mesh.plan(new EndpointDiscovery());
  expect(plan.for(c1).gateway).toBeUndefined();
  expect(plan.for(c2).gateway?.spec.servers?.map(({ hosts }) => hosts)).toEqual([[`default/${HOST}`]]);
});

test('an order of clusters is MC095, because discovered endpoints have no Pod labels', () => {
  const mesh = new Mesh('shop');
  const [c1, c2] = [mesh.addCluster('c1'), mesh.addCluster('c2')];
  const distribution = { failover: [c1, c2] } as const;
  const cart = mesh.addService('cart', { port: 8080, versions: { v1: [c1, c2] }, distribution });
  cart.addRoute([{ to: [{ version: 'v1' }], retries: { attempts: 1, perTryTimeout: '1s', retryOn: 'idempotent' } }]);
  expect(codesOf(() => mesh.plan(new EndpointDiscovery()))).toEqual(['MC095']);
});

test('limits apply to the own host, and outlierDetection is MC096, because gateways are among the endpoints', () => {
  const described = (policy: TrafficPolicy): Mesh => {
    const mesh = new Mesh('shop');
    const [c1, c2] = [mesh.addCluster('c1'), mesh.addCluster('c2')];
    mesh.addService('cart', { port: 8080, versions: { v1: [c1, c2] }, trafficPolicy: policy });
    return mesh;
  };
  const plan = described({ connectionPool: { tcp: { maxConnections: 7 } } }).plan(new EndpointDiscovery());
  const rules = plan.clusters.map(({ services }) => services[0]?.localDestinationRule?.spec);
  const tcp = { connectTimeout: '1s', maxConnections: 7 };
  expect(rules.map((rule) => rule?.trafficPolicy?.connectionPool?.tcp)).toEqual([tcp, tcp]);
  const ejecting = described({ outlierDetection: { consecutive5xxErrors: 5 } });
  expect(codesOf(() => ejecting.plan(new EndpointDiscovery()))).toEqual(['MC096']);
});

test('on any mesh, a subset in a rule is declared in the caller’s cluster and wherever its requests go', () => {
  let found = 0;
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
          found += named.length;
        }
      }
    }),
    { numRuns: 60 },
  );
  expect(found).toBeGreaterThan(100);
});

test('the prerequisites are commands that set networks and create a secret for each pair of clusters', () => {
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

test('the prerequisites find the Service of the user’s own gateway by its labels', () => {
  const mesh = new Mesh('shop');
  const addresses = [GatewayAddress.parse('192.0.2.1')] as const;
  mesh.addCluster('c1', { gateway: { addresses, namespace: 'gws', selector: { app: 'ew', tier: 'edge' } } });
  expect(discoveryPrerequisites(mesh.plan(new EndpointDiscovery()))).toContain(
    'kubectl --context=c1 label service --namespace=gws --selector=app=ew,tier=edge topology.istio.io/network=c1 --overwrite\n',
  );
});

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['a mesh', new Mesh('shop')],
  ['the plan of one cluster', described().mesh.plan(new EndpointDiscovery()).clusters[0]],
])('the prerequisites fail with MC035 for %s', (_, plan) => {
  expect(codesOf(() => Reflect.apply(discoveryPrerequisites, undefined, [plan]))).toEqual(['MC035']);
});

test('the prerequisites fail with MC131 for the plan of another scheme, which needs none of them', () => {
  const mesh = new Mesh('shop');
  mesh.addCluster('c1');
  const issues = issuesOf(() => discoveryPrerequisites(mesh.plan(new SniAddressing())));
  expect(issues.map(({ code, what }) => [code, what])).toEqual([
    [
      'MC131',
      'The argument of discoveryPrerequisites must be planned with EndpointDiscovery, but is planned with SniAddressing.',
    ],
  ]);
  // a scheme of your own that extends it still needs them
  class Extended extends EndpointDiscovery {}
  expect(discoveryPrerequisites(mesh.plan(new Extended()))).toContain('topology.istio.io/network=c1');
});
