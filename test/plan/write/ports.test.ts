/** @module Tests the objects for services with several ports. */
import {
  Article2019,
  GatewayAddress,
  Mesh,
  type MeshService,
  SniAddressing,
  type ServicePlan,
  VipLedger,
} from '../../../lib';
import { resourcesOf } from '../../../lib/plan/service-plan';
import { codesOf, issuesOf } from '../../support/issues';

const PORTS = {
  http: { port: 80, targetPort: 8080, protocol: 'HTTP' },
  admin: { port: 81, protocol: 'GRPC' },
  tcp: { port: 5432, targetPort: 5433, protocol: 'TCP' },
} as const;

interface Described {
  readonly mesh: Mesh;
  readonly cart: MeshService<'v1' | 'v2'>;
  /** Plans cart for east, where its caller runs. cart v1 runs in east and west, and v2 in west and north. */
  readonly planned: () => ServicePlan;
}

function described(
  ports: Readonly<Record<string, { port: number; protocol: 'HTTP' | 'TCP' | 'TLS' | 'GRPC' }>> = PORTS,
): Described {
  const mesh = new Mesh('shop');
  const [east, west, north] = [1, 2, 3].map((n) =>
    mesh.addCluster(`c${n}`, { gateway: GatewayAddress.parse(`192.0.2.${n}`) }),
  );
  if (!east || !west || !north) throw new Error('unreachable');
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  const cart = mesh.addService('cart', {
    ports,
    versions: { v1: [east, west], v2: [west, north] },
    distribution: 'spread',
  });
  web.calls(cart);
  const scheme = new SniAddressing({ vips: VipLedger.parse('') });
  return { mesh, cart, planned: () => mesh.plan(scheme).for(east).of(cart) };
}

test('a Service has each port with its targetPort, and with appProtocol if the name does not give the protocol', () => {
  expect(described().planned().workloads?.service.spec.ports).toEqual([
    { name: 'http', port: 80, targetPort: 8080 },
    { name: 'admin', port: 81, appProtocol: 'grpc' },
    { name: 'tcp', port: 5432, targetPort: 5433 },
  ]);
});

test('a ServiceEntry over local Pods has their targetPorts', () => {
  const { serviceEntry, workloadEntries } = described().planned();
  expect(serviceEntry?.spec.workloadSelector).toBeDefined();
  expect(serviceEntry?.spec.ports).toEqual([
    { number: 80, name: 'http', protocol: 'HTTP', targetPort: 8080 },
    { number: 81, name: 'admin', protocol: 'GRPC' },
    { number: 5432, name: 'tcp', protocol: 'TCP', targetPort: 5433 },
  ]);
  const ports = { http: 15443, admin: 15443, tcp: 15443 };
  expect(workloadEntries.map(({ metadata: { name }, spec }) => [name, spec.ports])).toEqual([
    ['cart-c2', ports],
    ['cart-c3', ports],
  ]);
});

test('a ServiceEntry over gateways has no targetPorts, because its endpoints have ports', () => {
  const { cart, planned } = described();
  cart.addRoute([{ to: [{ version: 'v2' }] }]);
  cart.addTcpRoute([{ to: [{ version: 'v2' }] }]);
  const spec = planned().serviceEntry?.spec;
  expect(spec?.ports?.map(({ targetPort }) => targetPort)).toStrictEqual([undefined, undefined, undefined]);
  expect(spec?.endpoints?.map(({ ports }) => ports)).toEqual(Array(2).fill({ http: 15443, admin: 15443, tcp: 15443 }));
});

test('each port of each subset has its own server name and repeats the whole policy', () => {
  const { cart, planned } = described();
  cart.addRoute([{ to: [{ version: 'v1' }, { version: 'v2' }] }]);
  const { trafficPolicy, subsets = [] } = planned().globalDestinationRule?.spec ?? {};
  for (const [subset, policy] of [
    ['', trafficPolicy],
    ...subsets.map((each) => [each.name, each.trafficPolicy] as const),
  ] as const) {
    expect(Object.keys(policy ?? {})).toEqual(['portLevelSettings']);
    const settings = policy?.portLevelSettings ?? [];
    expect(settings.map(({ port, tls }) => [port?.number, tls])).toEqual(
      [80, 81, 5432].map((number) => {
        return [
          number,
          { mode: 'ISTIO_MUTUAL', sni: `outbound_.${number}_.${subset}_.cart.default.svc.cluster.local` },
        ];
      }),
    );
    for (const each of settings) {
      expect(each.loadBalancer).toEqual({ localityLbSetting: { enabled: false } });
      expect(each.outlierDetection?.maxEjectionPercent).toBe(100);
      expect(each.connectionPool).toEqual({ tcp: { connectTimeout: '1s' } });
    }
  }
  expect(subsets.map(({ name }) => name)).toEqual(['v1', 'v2']);
});

test('the option port gives the same objects as one HTTP port named http', () => {
  const one = described({ http: { port: 80, protocol: 'HTTP' } });
  const mesh = new Mesh('shop');
  const [east, west, north] = [1, 2, 3].map((n) =>
    mesh.addCluster(`c${n}`, { gateway: GatewayAddress.parse(`192.0.2.${n}`) }),
  );
  if (!east || !west || !north) throw new Error('unreachable');
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  const cart = mesh.addService('cart', {
    port: 80,
    versions: { v1: [east, west], v2: [west, north] },
    distribution: 'spread',
  });
  web.calls(cart);
  const plan = mesh.plan(new SniAddressing()).for(east).of(cart);
  expect(resourcesOf(one.planned())).toEqual(resourcesOf(plan));
  expect(plan.workloads?.service.spec.ports).toEqual([{ name: 'http', port: 80 }]);
  expect(plan.serviceEntry?.spec.addresses).toBeUndefined();
});

test('one VirtualService has the rules for all kinds of ports, with an implied rule for ports without a route', () => {
  const { cart, planned } = described();
  cart.addRoute([{ match: [{ port: 81 }], to: [{ version: 'v2' }] }, { to: [{ version: 'v1' }] }]);
  const { virtualService, route, routes } = planned();
  expect(virtualService?.spec).toEqual({
    hosts: ['cart.default.svc.cluster.local'],
    http: [
      { match: [{ port: 81 }], route: [{ destination: { host: 'cart.default.global', subset: 'v2' } }] },
      { route: [{ destination: { host: 'cart.default.global', subset: 'v1' } }] },
    ],
    tcp: [{ route: [{ destination: { host: 'cart.default.global' } }] }],
  });
  expect(route).toBe(cart.route);
  expect(routes.map(({ protocol }) => protocol)).toEqual(['http', 'tcp']);
});

test('TCP rules match callers and ports, and share connections by weight', () => {
  const { cart, planned } = described({ tcp: PORTS.tcp, other: { ...PORTS.tcp, port: 5434 } });
  cart.addTcpRoute([
    { match: [{ port: 5434, sourceLabels: { app: 'web' } }, { sourceNamespace: 'default' }], to: [{ version: 'v2' }] },
    {
      to: [
        { version: 'v1', weight: 3 },
        { version: 'v2', weight: 1 },
      ],
    },
  ]);
  const { virtualService, route } = planned();
  expect(route).toBe(cart.routes[0]);
  expect(virtualService?.spec).toEqual({
    hosts: ['cart.default.svc.cluster.local'],
    tcp: [
      {
        match: [{ port: 5434, sourceLabels: { app: 'web' } }, { sourceNamespace: 'default' }],
        route: [{ destination: { host: 'cart.default.global', subset: 'v2' } }],
      },
      {
        route: [
          { destination: { host: 'cart.default.global', subset: 'v1' }, weight: 75 },
          { destination: { host: 'cart.default.global', subset: 'v2' }, weight: 25 },
        ],
      },
    ],
  });
});

test('TLS rules match only the full host, the only server name that Istio accepts there', () => {
  const { cart, planned } = described({ tls: { port: 443, protocol: 'TLS' } });
  cart.addTlsRoute([{ match: [{ sourceNamespace: 'default' }], to: [{ version: 'v2' }] }, { to: [{ version: 'v1' }] }]);
  const sniHosts = ['cart.default.svc.cluster.local'];
  expect(planned().virtualService?.spec.tls).toEqual([
    {
      match: [{ sniHosts, sourceNamespace: 'default' }],
      route: [{ destination: { host: 'cart.default.global', subset: 'v2' } }],
    },
    { match: [{ sniHosts }], route: [{ destination: { host: 'cart.default.global', subset: 'v1' } }] },
  ]);
});

test('an endpoint for any version is added only for clusters without endpoints for versions', () => {
  const { cart, planned } = described();
  cart.addRoute([{ to: [{ version: 'v1' }] }]);
  expect(planned().workloadEntries.map(({ metadata: { name } }) => name)).toEqual(['cart-c3', 'cart-v1-c2']);
});

test('a route for one kind of ports adds no rules for other ports if the whole service is local', () => {
  const mesh = new Mesh('shop');
  const east = mesh.addCluster('east');
  const cart = mesh.addService('cart', { ports: PORTS, versions: { v1: [east] } });
  cart.addRoute([{ to: [{ version: 'v1' }] }]);
  const { virtualService } = mesh.plan(new SniAddressing()).for(east).of(cart);
  expect(Object.keys(virtualService?.spec ?? {})).toEqual(['hosts', 'http']);
});

test('failover needs no retries of TCP rules', () => {
  const mesh = new Mesh('shop');
  const [east, west] = ['east', 'west'].map((name, n) =>
    mesh.addCluster(name, { gateway: GatewayAddress.parse(`192.0.2.${n}`) }),
  );
  if (!east || !west) throw new Error('unreachable');
  const distribution = { failover: [east, west] } as const;
  const db = mesh.addService('db', { ports: { tcp: PORTS.tcp }, versions: { v1: [east, west] }, distribution });
  db.addTcpRoute([{ to: [{ version: 'v1' }] }]);
  mesh.addService('web', { ports: { http: PORTS.http, tcp: PORTS.tcp }, versions: { v1: [east, west] }, distribution });
  const issues = issuesOf(() => mesh.plan(new SniAddressing({ vips: VipLedger.parse('') })));
  expect(issues.map(({ code, what }) => `${code} ${what}`)).toEqual([
    'MC093 Service "web" must have a route with retries under failover, but has no route.',
  ]);
});

test.each<[string, object]>([
  ['several ports', PORTS],
  ['another targetPort', { http: PORTS.http }],
  ['another protocol', { http: { port: 80, protocol: 'HTTP2' } }],
  ['another name', { web: { port: 80, protocol: 'HTTP' } }],
])('fails with MC065 for %s under Article2019', (_, ports) => {
  const mesh = new Mesh('shop');
  mesh.addService('cart', { ports: { ...ports }, versions: { v1: [mesh.addCluster('east')] } });
  expect(codesOf(() => mesh.plan(new Article2019({ vips: new Map() })))).toEqual(['MC065']);
});
