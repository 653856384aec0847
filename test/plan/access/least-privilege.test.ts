/** @module Tests the objects for ingress gateways, and what least privilege adds in each cluster. */
import {
  GatewayAddress,
  type IngressGatewayProps,
  Mesh,
  type MeshProps,
  SniAddressing,
  StringMatch,
} from '../../../lib';
import { bookinfoMesh } from '../../../apps/bookinfo/mesh';
import { issuesOf } from '../../support/issues';

/**
 * web and an ingress gateway run in east and call cart. cart v1 runs in east, and v2 in west. ads runs in west, and nothing calls
 * it. web, cart with ads, and the gateway are in three namespaces.
 */
function edgeShop(props: MeshProps, ingressProps: Pick<IngressGatewayProps, 'routeNamespaces'> = {}) {
  const mesh = new Mesh('shop', props);
  const east = mesh.addCluster('east', { gateway: GatewayAddress.parse('192.0.2.1') });
  const west = mesh.addCluster('west', { gateway: GatewayAddress.parse('192.0.2.2') });
  const web = mesh.addService('web', { port: 80, namespace: 'front', versions: { v1: [east] } });
  const cart = mesh.addService('cart', { port: 80, namespace: 'back', versions: { v1: [east], v2: [west] } });
  const ads = mesh.addService('ads', { port: 80, namespace: 'back', versions: { v1: [west] } });
  const account = { serviceAccountName: 'ingress-account' };
  const ingress = mesh.addIngressGateway('ingress', {
    ...account,
    ...ingressProps,
    clusters: [east],
    namespace: 'edge',
  });
  ingress.calls(web);
  ingress.calls(cart);
  web.calls(cart);
  cart.addRoute([
    { match: [{ headers: { a: StringMatch.exact('b') } }], to: [{ version: 'v2' }] },
    { to: [{ version: 'v1' }] },
  ]);
  return { mesh, east, west, web, cart, ads };
}

const strict = { leastPrivilege: true } as const;

test('wherever a service runs, it lets in its callers from all clusters by identity, and refuses plain text', () => {
  const { mesh, east, west, cart } = edgeShop(strict);
  const plan = mesh.plan(new SniAddressing());
  const selector = { matchLabels: { app: 'cart' } };
  const object = { apiVersion: 'security.istio.io/v1', metadata: { name: 'cart', namespace: 'back' } };
  const principals = ['cluster.local/ns/edge/sa/ingress-account', 'cluster.local/ns/front/sa/shop-web'];
  const policies = {
    authorizationPolicy: {
      ...object,
      kind: 'AuthorizationPolicy',
      spec: { selector, action: 'ALLOW', rules: [{ from: [{ source: { principals } }] }] },
    },
    peerAuthentication: { ...object, kind: 'PeerAuthentication', spec: { selector, mtls: { mode: 'STRICT' } } },
  };
  for (const cluster of [east, west]) expect(plan.for(cluster).of(cart).policies).toEqual(policies);
});

test('a service that nothing calls lets in nobody, and gets no policies in clusters where it does not run', () => {
  const { mesh, east, west, ads, web } = edgeShop(strict);
  const plan = mesh.plan(new SniAddressing());
  expect(plan.for(west).of(ads).policies?.authorizationPolicy.spec).toEqual({
    selector: { matchLabels: { app: 'ads' } },
    action: 'ALLOW',
  });
  expect(plan.for(east).of(ads).policies).toBeUndefined();
  expect(plan.for(west).of(web).policies).toBeUndefined();
});

test('only namespaces of callers see the objects for callers, and gateways see the subsets of their cluster', () => {
  const { mesh, east, west, cart } = edgeShop(strict);
  const plan = mesh.plan(new SniAddressing());
  const exported = [east, west].map((cluster) => {
    const { serviceEntry, globalDestinationRule, localDestinationRule, virtualService, ingressVirtualService } = plan
      .for(cluster)
      .of(cart);
    const objects = [serviceEntry, globalDestinationRule, virtualService, localDestinationRule, ingressVirtualService];
    return objects.map((object) => object?.spec.exportTo);
  });
  const callers = ['edge', 'front'];
  expect(exported).toEqual([
    [callers, callers, callers, callers, ['.', 'edge']],
    [undefined, undefined, undefined, ['istio-system'], undefined],
  ]);
});

test.each([
  [
    ['routes', 'teams'],
    ['.', 'routes', 'teams'],
  ],
  [
    ['edge', 'back'],
    ['.', 'edge'],
  ],
  [[], ['.']],
])(
  'rules for a gateway with the route namespaces %j are visible in %j, and other objects in its own',
  (given, seers) => {
    const { mesh, east, cart } = edgeShop(strict, { routeNamespaces: given });
    const { ingressVirtualService, serviceEntry } = mesh.plan(new SniAddressing()).for(east).of(cart);
    expect(ingressVirtualService?.spec.exportTo).toEqual(seers);
    expect(serviceEntry?.spec.exportTo).toEqual(['edge', 'front']);
  },
);

test.each([
  [['Routes'], 'MC001', '"routeNamespaces[0]" of ingress gateway "ingress" must be a DNS label'],
  [[`a${'b'.repeat(63)}`], 'MC002', '"routeNamespaces[0]" of ingress gateway "ingress" must have at most 63'],
  ['routes', 'MC035', '"routeNamespaces" of ingress gateway "ingress" must be a list of namespaces'],
])('the route namespaces %j are %s', (given, code, what) => {
  const { mesh } = edgeShop(strict, { routeNamespaces: given as readonly string[] });
  const issues = issuesOf(() => mesh.plan(new SniAddressing()));
  expect(issues.map((issue) => issue.code)).toEqual([code]);
  expect(issues[0]?.what).toContain(what);
});

test('exportTo names the own namespace as a dot, and is not empty without callers', () => {
  const mesh = new Mesh('shop', strict);
  const east = mesh.addCluster('east');
  const west = mesh.addCluster('west', { gateway: GatewayAddress.parse('192.0.2.2') });
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  const cart = mesh.addService('cart', { port: 80, versions: { v1: [east], v2: [west], v3: [west] } });
  const far = mesh.addService('far', { port: 80, namespace: 'far', versions: { v1: [west] } });
  for (const caller of [web, far]) caller.calls(cart);
  cart.addRoute([
    { from: [east], to: [{ version: 'v2' }] },
    { from: [west], to: [{ version: 'v3' }] },
  ]);
  const plan = mesh.plan(new SniAddressing());
  expect(plan.for(east).of(cart).virtualService?.spec.exportTo).toEqual(['.']);
  expect(plan.for(west).of(cart).localDestinationRule?.spec.exportTo).toEqual(['far', 'istio-system']);
  const alone = new Mesh('shop', strict);
  const [here, there] = [
    alone.addCluster('here'),
    alone.addCluster('there', { gateway: GatewayAddress.parse('192.0.2.2') }),
  ];
  const lonely = alone.addService('cart', { port: 80, versions: { v1: [here], v2: [there] } });
  alone.addService('web', { port: 80, namespace: 'front', versions: { v1: [there] } }).calls(lonely);
  lonely.addRoute([{ to: [{ version: 'v2' }] }]);
  expect(alone.plan(new SniAddressing()).for(here).of(lonely).localDestinationRule?.spec.exportTo).toEqual(['.']);
});

test('without least privilege there are no policies and no exportTo', () => {
  const { mesh, cart } = edgeShop({});
  const plans = mesh.plan(new SniAddressing()).clusters.map((cluster) => cluster.of(cart));
  expect(plans.map(({ policies }) => policies === undefined)).toEqual([true, true]);
  for (const { policies, ...traffic } of plans) {
    const text = JSON.stringify({ ...traffic, service: undefined, route: undefined });
    expect(text).toContain('"kind":"DestinationRule"');
    expect(text).not.toContain('exportTo');
  }
});

test('an ingress gateway gets the rules in a VirtualService without hosts', () => {
  const { mesh, east, west, cart, web } = edgeShop({});
  const plan = mesh.plan(new SniAddressing());
  const { virtualService, ingressVirtualService } = plan.for(east).of(cart);
  expect(ingressVirtualService).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'cart-ingress', namespace: 'back' },
    spec: { http: virtualService?.spec.http },
  });
  expect(ingressVirtualService?.spec.http).toHaveLength(2);
  expect(plan.for(west).of(cart).ingressVirtualService).toBeUndefined();
  // web has one destination, its Service, and needs no rules
  expect(plan.for(east).of(web)).toMatchObject({ virtualService: undefined, ingressVirtualService: undefined });
});

test('fails with MC006 for a service whose rules would have the same name as those for an ingress gateway', () => {
  const { mesh, west, web } = edgeShop({});
  const versions = { v1: [west] } as const;
  web.calls(mesh.addService('cart-ingress', { port: 80, namespace: 'back', versions }));
  expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ code, got }) => [code, got])).toEqual([
    ['MC006', '"VirtualService.networking.istio.io back/cart-ingress"'],
  ]);
});

test('a service that only an ingress gateway calls can have a route, and has rules only for the gateway', () => {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east');
  const west = mesh.addCluster('west', { gateway: GatewayAddress.parse('192.0.2.2') });
  const web = mesh.addService('web', { port: 80, versions: { v1: [east], v2: [west] } });
  mesh.addIngressGateway('ingress', { clusters: [east], serviceAccountName: 'ingress' }).calls(web);
  web.addRoute([{ to: [{ version: 'v2' }] }]);
  const { virtualService, ingressVirtualService, serviceEntry } = mesh.plan(new SniAddressing()).for(east).of(web);
  expect([virtualService === undefined, serviceEntry === undefined]).toEqual([true, false]);
  expect(ingressVirtualService?.spec.http).toEqual([
    { route: [{ destination: { host: 'web.default.global', subset: 'v2' } }] },
  ]);
});

test('an ingress gateway does not change the order of services, which starts with those that no service calls', () => {
  const { mesh } = bookinfoMesh();
  const names = mesh
    .plan(new SniAddressing())
    .clusters.map(({ services }) => services.map(({ service }) => service.name));
  expect(names).toEqual(names.map(() => ['productpage', 'details', 'ratings', 'reviews']));
});
