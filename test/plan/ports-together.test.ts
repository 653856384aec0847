/** @module Tests several ports together with gateway options, policies, least privilege, ingress gateways and other schemes. */
import {
  type ClusterGatewayProps,
  EndpointDiscovery,
  GatewayAddress,
  Mesh,
  type MeshPlan,
  type MeshProps,
  type Scheme,
  SniAddressing,
  StringMatch,
  VipLedger,
} from '../../lib';
import { codesOf, issuesOf } from '../support/issues';

interface Options {
  readonly props?: MeshProps;
  readonly gateway?: ClusterGatewayProps;
  readonly scheme?: Scheme;
  /** Whether web calls cart too; otherwise only the ingress gateway does. */
  readonly isWebCaller?: boolean;
}

const HOST = 'cart.back.svc.cluster.local';

/** web and an ingress gateway run in east and call cart. cart v1 runs in east, and v2 in west. */
function described({ props = {}, gateway, scheme, isWebCaller = true }: Options) {
  const mesh = new Mesh('shop', props);
  const east = mesh.addCluster('east', { gateway: GatewayAddress.parse('192.0.2.1') });
  const west = mesh.addCluster('west', { gateway: gateway ?? GatewayAddress.parse('192.0.2.2') });
  const web = mesh.addService('web', { port: 80, namespace: 'front', versions: { v1: [east] } });
  const cart = mesh.addService('cart', {
    ports: { http: { port: 80, targetPort: 8080, protocol: 'HTTP' }, tcp: { port: 5432, protocol: 'TCP' } },
    namespace: 'back',
    versions: { v1: [east], v2: [west] },
    distribution: 'spread',
    trafficPolicy: { connectionPool: { tcp: { maxConnections: 7 } } },
  });
  const account = { serviceAccountName: 'ingress-account' };
  const ingress = mesh.addIngressGateway('ingress', { ...account, clusters: [east], namespace: 'edge' });
  ingress.calls(cart);
  if (isWebCaller) web.calls(cart);
  const planned = (): MeshPlan => mesh.plan(scheme ?? new SniAddressing({ vips: VipLedger.parse('') }));
  return { east, west, cart, planned, planOfCart: () => planned().for(east).of(cart) };
}

test('a gateway with its own port and several addresses is an endpoint for each address, with that port for each port', () => {
  const addresses = [GatewayAddress.parse('192.0.2.2'), GatewayAddress.parse('192.0.2.3')] as const;
  const { cart, planOfCart } = described({ gateway: { addresses, port: 31443 } });
  cart.addRoute([{ to: [{ version: 'v1' }] }]);
  cart.addTcpRoute([{ to: [{ version: 'v2' }] }]);
  const { serviceEntry, workloadEntries } = planOfCart();
  const endpoints = [...(serviceEntry?.spec.endpoints ?? []), ...workloadEntries.map(({ spec }) => spec)];
  expect(
    endpoints.filter(({ labels }) => labels?.['version'] === 'v2').map(({ address, ports }) => [address, ports]),
  ).toEqual(['192.0.2.2', '192.0.2.3'].map((address) => [address, { http: 31443, tcp: 31443 }]));
});

test('each port of a subset in another cluster has the policy of the service and its own server name', () => {
  const { cart, planOfCart } = described({});
  cart.addTcpRoute([{ to: [{ version: 'v2' }] }]);
  const { globalDestinationRule, localDestinationRule } = planOfCart();
  const connectionPool = { tcp: { maxConnections: 7 } };
  const v2 = globalDestinationRule?.spec.subsets?.find(({ name }) => name === 'v2');
  expect(v2?.trafficPolicy).toEqual({
    portLevelSettings: [80, 5432].map((number) => ({
      port: { number },
      connectionPool,
      tls: { mode: 'ISTIO_MUTUAL', sni: `outbound_.${number}_.v2_.${HOST}` },
    })),
  });
  expect(localDestinationRule?.spec.trafficPolicy).toEqual({ connectionPool });
});

test('callers get HTTP and TCP rules, and an ingress gateway gets only HTTP rules', () => {
  const { cart, planOfCart } = described({ props: { leastPrivilege: true } });
  cart.addTcpRoute([{ to: [{ version: 'v2' }] }]);
  const { virtualService, ingressVirtualService, policies } = planOfCart();
  expect(virtualService?.spec).toMatchObject({ exportTo: ['edge', 'front'], hosts: [HOST], http: [{}], tcp: [{}] });
  expect(ingressVirtualService?.spec).toMatchObject({ exportTo: ['.', 'edge'], http: [{}] });
  expect(ingressVirtualService?.spec).not.toHaveProperty('tcp');
  // a Pod has the same identity at all its ports
  expect(policies?.authorizationPolicy.spec).not.toHaveProperty('rules.0.to');
});

test('rules for an ingress gateway do not match on ports, and their destinations name the port', () => {
  const { cart, planOfCart } = described({});
  const user = { headers: { user: StringMatch.exact('kim') } };
  cart.addRoute([
    { match: [{ ...user, port: 80 }], to: [{ version: 'v2' }], mirrors: [{ version: 'v1' }] },
    { to: [{ version: 'v1' }] },
  ]);
  cart.addTcpRoute([{ to: [{ version: 'v1' }] }]);
  const { virtualService, ingressVirtualService } = planOfCart();
  const v1 = { host: HOST, subset: 'v1' };
  const v2 = { host: 'cart.back.global', subset: 'v2' };
  const match = [{ headers: { user: { exact: 'kim' } } }];
  const port = { number: 80 };
  expect(virtualService?.spec.http).toEqual([
    { match: [{ ...match[0], port: 80 }], route: [{ destination: v2 }], mirrors: [{ destination: v1 }] },
    { route: [{ destination: v1 }] },
  ]);
  expect(ingressVirtualService?.spec.http).toEqual([
    { match, route: [{ destination: { ...v2, port } }], mirrors: [{ destination: { ...v1, port } }] },
    { route: [{ destination: { ...v1, port } }] },
  ]);
});

test('a rule that matches only a port matches everything at an ingress gateway', () => {
  const { cart, planOfCart } = described({});
  cart.addRoute([{ match: [{ port: 80 }], to: [{ version: 'v2' }] }]);
  cart.addTcpRoute([{ to: [{ version: 'v1' }] }]);
  const { http = [] } = planOfCart().ingressVirtualService?.spec ?? {};
  expect(http.map(({ match }) => match)).toStrictEqual([undefined]);
});

test.each([
  ['with a route', [{ to: [{ version: 'v1' }] }] as const, ['MC127']],
  ['in one cluster without a route', undefined, []],
])('several HTTP ports behind an ingress gateway, of a service %s, are %j', (_, rules, codes) => {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east');
  const ports = { http: { port: 80, protocol: 'HTTP' }, api: { port: 90, protocol: 'GRPC' } } as const;
  const cart = mesh.addService('cart', { ports, versions: { v1: [east] } });
  mesh.addIngressGateway('ingress', { serviceAccountName: 'ingress', clusters: [east] }).calls(cart);
  if (rules !== undefined) cart.addRoute(rules);
  expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual(codes);
});

test('TCP rules are MC038 if only ingress gateways call the service', () => {
  const { cart, planned } = described({ isWebCaller: false });
  cart.addTcpRoute([{ to: [{ version: 'v2' }] }]);
  expect(issuesOf(planned).map(({ code, what }) => [code, what])).toEqual([
    [
      'MC038',
      'The TCP route of "cart" has no effect, because only ingress gateways call "cart", and they obey only HTTP rules.',
    ],
  ]);
});

test('under EndpointDiscovery, pinned destinations of any port have a subset, and no port needs a server name or a VIP', () => {
  const { west, cart, planned } = described({ scheme: new EndpointDiscovery() });
  cart.addRoute([{ to: [{ version: 'v1' }] }]);
  cart.addTcpRoute([{ to: [{ version: 'v2', cluster: west }] }]);
  const specs = planned().clusters.map((plan) => plan.of(cart).localDestinationRule?.spec);
  const subsets = ['v1', 'v2', 'v2-west'];
  expect(specs.map((spec) => spec?.subsets?.map(({ name }) => name))).toEqual([subsets, subsets]);
  expect(JSON.stringify(specs)).not.toContain('portLevelSettings');
  const { virtualService, serviceEntry } = planned().clusters[0]?.of(cart) ?? {};
  expect(virtualService?.spec.tcp?.[0]?.route).toEqual([{ destination: { host: HOST, subset: 'v2-west' } }]);
  expect(serviceEntry).toBeUndefined();
});
