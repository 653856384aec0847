/** @module Tests what each cluster gets under SniAddressing. */
import { GatewayAddress, Mesh, SniAddressing, StringMatch } from '../../../../lib';
import { codesOf, issuesOf } from '../../../support/issues';
import { shop } from '../../../support/meshes';

const ip = (last: number): GatewayAddress => GatewayAddress.parse(`192.0.2.${last}`);

test('a version only in another cluster has the global host with inline endpoints, and the SNI names its subset there', () => {
  const { mesh, east, cart } = shop();
  cart.addRoute([{ to: [{ version: 'v2' }] }]);
  const { serviceEntry, workloadEntries, globalDestinationRule, virtualService } = mesh
    .plan(new SniAddressing())
    .for(east)
    .of(cart);
  expect(serviceEntry?.spec).toEqual({
    hosts: ['cart.default.global'],
    location: 'MESH_INTERNAL',
    ports: [{ number: 8080, name: 'http', protocol: 'HTTP' }],
    resolution: 'STATIC',
    endpoints: [
      {
        address: '192.0.2.2',
        ports: { http: 15443 },
        labels: { version: 'v2', cluster: 'west' },
        locality: 'eu/a',
        serviceAccount: 'shop-cart',
      },
    ],
  });
  expect(workloadEntries).toEqual([]);
  const sni = (subset: string): string => `outbound_.8080_.${subset}_.cart.default.svc.cluster.local`;
  expect(globalDestinationRule?.spec).toEqual({
    host: 'cart.default.global',
    trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL', sni: sni('') } },
    subsets: [
      { name: 'v2', labels: { version: 'v2' }, trafficPolicy: { tls: { mode: 'ISTIO_MUTUAL', sni: sni('v2') } } },
    ],
  });
  expect(virtualService?.spec).toEqual({
    hosts: ['cart.default.svc.cluster.local'],
    http: [{ route: [{ destination: { host: 'cart.default.global', subset: 'v2' } }] }],
  });
});

test('a version only in the caller’s cluster has the local host, and needs no objects for other clusters', () => {
  const { mesh, east, west, cart } = shop();
  cart.addRoute([{ to: [{ version: 'v1' }] }]);
  const plan = mesh.plan(new SniAddressing());
  const { serviceEntry, globalDestinationRule, virtualService } = plan.for(east).of(cart);
  expect([serviceEntry, globalDestinationRule, plan.for(west).gateway]).toEqual([undefined, undefined, undefined]);
  expect(virtualService?.spec.http).toEqual([
    { route: [{ destination: { host: 'cart.default.svc.cluster.local', subset: 'v1' } }] },
  ]);
});

test('every cluster that runs a routed service has a subset for each version in the mesh', () => {
  const { mesh, east, west, cart } = shop();
  cart.addRoute([{ to: [{ version: 'v2' }] }]);
  const plan = mesh.plan(new SniAddressing());
  for (const cluster of [east, west]) {
    expect(plan.for(cluster).of(cart).localDestinationRule?.spec).toEqual({
      host: 'cart.default.svc.cluster.local',
      subsets: [
        { name: 'v1', labels: { version: 'v1' } },
        { name: 'v2', labels: { version: 'v2' } },
      ],
    });
  }
});

test('a version that is spread over the caller’s cluster and another is one host over local Pods and WorkloadEntries', () => {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east', { gateway: ip(1) });
  const west = mesh.addCluster('west', { gateway: ip(2) });
  const cart = mesh.addService('cart', {
    port: 8080,
    versions: { v1: [east, west], v2: [west] },
    distribution: 'spread',
  });
  cart.addRoute([
    {
      to: [
        { version: 'v1', weight: 1 },
        { version: 'v2', weight: 1 },
      ],
    },
  ]);
  const { serviceEntry, workloadEntries, globalDestinationRule, workloads, virtualService } = mesh
    .plan(new SniAddressing())
    .for(east)
    .of(cart);
  expect(serviceEntry?.spec.workloadSelector).toEqual({ labels: { 'service.istio-multicluster/cart': 'true' } });
  expect(serviceEntry?.spec.endpoints).toBeUndefined();
  expect(workloadEntries.map(({ metadata: { name }, spec: { labels } }) => [name, labels])).toEqual([
    ['cart-v1-west', { 'service.istio-multicluster/cart': 'true', version: 'v1', cluster: 'west' }],
    ['cart-v2-west', { 'service.istio-multicluster/cart': 'true', version: 'v2', cluster: 'west' }],
  ]);
  const podLabels = workloads?.deployments[0]?.resource.spec.template.metadata.labels;
  expect(podLabels).toEqual({ app: 'cart', version: 'v1', 'service.istio-multicluster/cart': 'true' });
  expect(workloads?.service.spec.selector).toEqual({ app: 'cart' });
  const [subset] = globalDestinationRule?.spec.subsets ?? [];
  expect(subset?.trafficPolicy?.loadBalancer).toEqual({ localityLbSetting: { enabled: false } });
  expect(virtualService?.spec.http?.[0]?.route?.map(({ destination }) => destination.host)).toEqual([
    'cart.default.global',
    'cart.default.global',
  ]);
});

test('a version in several other clusters is one subset with an endpoint for each', () => {
  const mesh = new Mesh('shop');
  const [east, west, north] = [1, 2, 3].map((n) => mesh.addCluster(`c${n}`, { gateway: ip(n) }));
  if (east === undefined || west === undefined || north === undefined) throw new Error('three clusters were added');
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  const cart = mesh.addService('cart', { port: 8080, versions: { v1: [north, west] } });
  web.calls(cart);
  cart.addRoute([{ to: [{ version: 'v1' }] }]);
  const { serviceEntry, globalDestinationRule } = mesh.plan(new SniAddressing()).for(east).of(cart);
  expect(serviceEntry?.spec.endpoints?.map(({ address, labels }) => [address, labels?.['version']])).toEqual([
    ['192.0.2.2', 'v1'],
    ['192.0.2.3', 'v1'],
  ]);
  expect(globalDestinationRule?.spec.subsets).toHaveLength(1);
  const [subset] = globalDestinationRule?.spec.subsets ?? [];
  expect(subset?.trafficPolicy?.loadBalancer).toEqual({ localityLbSetting: { enabled: false } });
});

test('requests to a spread service without a route go to any version in any cluster, by the default subset', () => {
  const { mesh, east, west, cart } = shop();
  const plan = mesh.plan(new SniAddressing());
  const { serviceEntry, workloadEntries, globalDestinationRule, virtualService, route } = plan.for(east).of(cart);
  expect(route?.rules.map(({ match, to }) => [match, to])).toEqual([[[], [{ version: undefined, weight: undefined }]]]);
  expect(virtualService?.spec.http).toEqual([{ route: [{ destination: { host: 'cart.default.global' } }] }]);
  expect(serviceEntry?.spec.workloadSelector).toBeDefined();
  expect(workloadEntries.map(({ metadata, spec }) => [metadata.name, spec.labels])).toEqual([
    ['cart-west', { 'service.istio-multicluster/cart': 'true', cluster: 'west' }],
  ]);
  expect(globalDestinationRule?.spec.subsets).toBeUndefined();
  expect(plan.for(west).of(cart).localDestinationRule).toBeDefined();
});

test('a caller’s cluster without the service gets a Service without a selector, so that the name resolves', () => {
  const mesh = new Mesh('shop');
  const [east, west] = [mesh.addCluster('east'), mesh.addCluster('west', { gateway: ip(2) })];
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  const cart = mesh.addService('cart', { port: 8080, versions: { v1: [west] } });
  web.calls(cart);
  cart.addRoute([{ to: [{ version: 'v1' }] }]);
  const { workloads, localDestinationRule } = mesh.plan(new SniAddressing()).for(east).of(cart);
  expect(workloads?.service.spec).toEqual({ ports: [{ name: 'http', port: 8080 }] });
  expect(workloads?.deployments).toEqual([]);
  expect(workloads?.serviceAccount).toBeUndefined();
  expect(localDestinationRule).toBeUndefined();
});

test('the gateway of a cluster lets in exactly the services that other clusters send requests to', () => {
  const { mesh, east, west, web, cart } = shop();
  cart.addRoute([{ to: [{ version: 'v2' }] }]);
  mesh.addService('pay', { port: 80, versions: { v1: [west] }, namespace: 'money' });
  web.calls(mesh.addService('ads', { port: 80, versions: { v1: [west] }, namespace: 'ads' }));
  const plan = mesh.plan(new SniAddressing());
  expect(plan.for(east).gateway).toBeUndefined();
  expect(plan.for(west).gateway).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name: 'shop', namespace: 'istio-system' },
    spec: {
      selector: { istio: 'eastwestgateway' },
      servers: [
        {
          port: { number: 15443, name: 'tls', protocol: 'TLS' },
          tls: { mode: 'AUTO_PASSTHROUGH' },
          hosts: ['ads/ads.ads.svc.cluster.local', 'default/cart.default.svc.cluster.local'],
        },
      ],
    },
  });
});

test('only clusters that run a caller get routes, or all clusters without declared calls', () => {
  const { mesh, west, cart } = shop();
  expect(mesh.plan(new SniAddressing()).for(west).of(cart).virtualService).toBeUndefined();
  const open = new Mesh('shop');
  const [east2, west2] = [open.addCluster('east', { gateway: ip(1) }), open.addCluster('west', { gateway: ip(2) })];
  const cart2 = open.addService('cart', { port: 80, versions: { v1: [east2] } });
  cart2.addRoute([{ to: [{ version: 'v1' }] }]);
  const plan = open.plan(new SniAddressing());
  expect([east2, west2].map((cluster) => plan.for(cluster).of(cart2).virtualService?.spec.http?.[0]?.route)).toEqual([
    [{ destination: { host: 'cart.default.svc.cluster.local', subset: 'v1' } }],
    [{ destination: { host: 'cart.default.global', subset: 'v1' } }],
  ]);
});

test('calls from some versions count only in the clusters that run these versions', () => {
  const mesh = new Mesh('shop');
  const [east, west] = [mesh.addCluster('east'), mesh.addCluster('west', { gateway: ip(2) })];
  const web = mesh.addService('web', { port: 80, versions: { v1: [east], v2: [west] } });
  const cart = mesh.addService('cart', { port: 80, versions: { v1: [west] } });
  web.calls(cart, { from: ['v2'] });
  const plan = mesh.plan(new SniAddressing());
  expect(plan.for(east).of(cart).workloads).toBeUndefined();
  expect(plan.for(west).gateway).toBeUndefined();
});

test.each([
  ['192.0.2.7', 'STATIC'],
  ['2001:db8::7', 'STATIC'],
  ['gw.example.com', 'DNS'],
  ['${GATEWAY}', 'DNS'],
])('a gateway at %s has resolution %s', (address, resolution) => {
  const mesh = new Mesh('shop');
  const [east, west] = [mesh.addCluster('east'), mesh.addCluster('west', { gateway: GatewayAddress.parse(address) })];
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  const cart = mesh.addService('cart', { port: 80, versions: { v1: [west] } });
  web.calls(cart);
  const spec = mesh.plan(new SniAddressing()).for(east).of(cart).serviceEntry?.spec;
  expect([spec?.resolution, spec?.endpoints?.[0]?.address]).toEqual([resolution, address]);
});

test('an IP address and a DNS name together have resolution DNS', () => {
  const mesh = new Mesh('shop');
  const [east, west] = [mesh.addCluster('east'), mesh.addCluster('west', { gateway: ip(2) })];
  const north = mesh.addCluster('north', { gateway: GatewayAddress.parse('gw.example.com') });
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  const cart = mesh.addService('cart', { port: 80, versions: { v1: [north, west] } });
  web.calls(cart);
  expect(mesh.plan(new SniAddressing()).for(east).of(cart).serviceEntry?.spec.resolution).toBe('DNS');
});

test('the default service account, which Kubernetes makes itself, is not written', () => {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east');
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] }, serviceAccountName: 'default' });
  const { workloads } = mesh.plan(new SniAddressing()).for(east).of(web);
  expect(workloads?.serviceAccount).toBeUndefined();
  expect(workloads?.deployments[0]?.resource.spec.template.spec.serviceAccountName).toBe('default');
});

test('a service account that services share is written once', () => {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east');
  for (const name of ['ads', 'web']) {
    mesh.addService(name, { port: 80, versions: { v1: [east] }, serviceAccountName: 'shop' });
  }
  const { services } = mesh.plan(new SniAddressing()).for(east);
  expect(services.map(({ workloads }) => workloads?.serviceAccount?.metadata.name)).toEqual(['shop', undefined]);
});

test('each rule becomes one HTTPRoute, in the same order', () => {
  const { mesh, east, cart } = shop();
  const conditions = { uri: StringMatch.prefix('/cart'), headers: { 'end-user': StringMatch.exact('jason') } };
  cart.addRoute([
    { match: [conditions, { uri: StringMatch.exact('/x') }], to: [{ version: 'v2' }, { version: 'v1' }] },
    { to: [{ version: 'v1' }] },
  ]);
  const http = mesh.plan(new SniAddressing()).for(east).of(cart).virtualService?.spec.http;
  expect(http?.[0]?.match).toEqual([
    { uri: { prefix: '/cart' }, headers: { 'end-user': { exact: 'jason' } } },
    { uri: { exact: '/x' } },
  ]);
  expect(http?.[0]?.route?.map(({ destination, weight }) => [destination.subset, weight])).toEqual([
    ['v2', 50],
    ['v1', 50],
  ]);
  expect(http).toHaveLength(2);
});

test('services that nothing calls come first, then the others by name', () => {
  const { mesh, east, web, cart } = shop();
  cart.calls(mesh.addService('ads', { port: 80, versions: { v1: [east] } }));
  const services = mesh
    .plan(new SniAddressing())
    .for(east)
    .services.map(({ service }) => service.name);
  expect(services).toEqual([web.name, 'ads', cart.name]);
});

test('the domain of hosts across clusters can be chosen', () => {
  const { mesh, east, cart } = shop();
  const plan = mesh.plan(new SniAddressing({ domain: 'mesh.internal' }));
  expect(plan.for(east).of(cart).serviceEntry?.spec.hosts).toEqual(['cart.default.mesh.internal']);
});

test.each(['svc.cluster.local', 'svc'])(
  'fails with MC028 for domain %s, whose hosts are names of Services',
  (domain) => {
    expect(codesOf(() => shop().mesh.plan(new SniAddressing({ domain })))).toEqual(['MC028', 'MC028']);
  },
);

test.each([
  ['MC033', 'Global', 1],
  ['MC033', '', 1],
  ['MC033', 'mesh.1', 1],
  ['MC002', 'a.'.repeat(122) + 'com', 2],
])('fails with %s for domain %s', (code, domain, times) => {
  expect(codesOf(() => shop().mesh.plan(new SniAddressing({ domain })))).toEqual(Array(times).fill(code));
});

test('fails with MC006 if two objects would have the same name, and names both services', () => {
  const { mesh, east, web } = shop();
  const rival = mesh.addService('cart-global', { port: 80, versions: { v1: [east] } });
  rival.addRoute([{ to: [{ version: 'v1' }] }]);
  web.calls(rival);
  mesh.addService('a-b', { port: 80, versions: { c: [east] } });
  mesh.addService('a', { port: 80, versions: { 'b-c': [east] } });
  expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ code, what }) => [code, what])).toEqual([
    ['MC006', 'Services "a" and "a-b" would both create Deployment.apps default/a-b-c.'],
    [
      'MC006',
      'Services "cart" and "cart-global" would both create DestinationRule.networking.istio.io default/cart-global.',
    ],
  ]);
});

test('fails with MC009 for a cluster of another mesh', () => {
  expect(issuesOf(() => shop().mesh.plan(new SniAddressing()).for(shop().east))).toEqual([
    expect.objectContaining({
      code: 'MC009',
      got: 'Cluster "east"',
      what: 'The argument of for() must be a cluster of mesh "shop", but is Cluster "east".',
    }),
  ]);
});
