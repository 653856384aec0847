/** @module Tests what clusters get for services outside of the mesh. */
import {
  Article2019,
  EndpointDiscovery,
  type ExternalService,
  GatewayAddress,
  Mesh,
  type Scheme,
  SniAddressing,
} from '../../lib';
import { issuesOf } from '../support/issues';

const TLS = { https: { port: 443, protocol: 'TLS' } } as const;
const TCP = { tcp: { port: 5432, protocol: 'TCP' } } as const;

/** web v1 runs in east, v2 in west, the workload reports in both, and an ingress gateway in east. */
function described(leastPrivilege = false) {
  const mesh = new Mesh('shop', { leastPrivilege });
  const at = (address: string) => ({ gateway: GatewayAddress.parse(address) });
  const [east, west] = [mesh.addCluster('east', at('192.0.2.6')), mesh.addCluster('west', at('192.0.2.7'))];
  const web = mesh.addService('web', { port: 80, namespace: 'front', versions: { v1: [east], v2: [west] } });
  const reports = mesh.addCaller('reports', {
    clusters: [east, west],
    serviceAccountName: 'reports',
    namespace: 'batch',
  });
  const ingress = mesh.addIngressGateway('ingress', { clusters: [east], serviceAccountName: 'ingress' });
  return { mesh, east, west, web, reports, ingress };
}

test.each<[string, Scheme]>([
  ['SniAddressing', new SniAddressing()],
  ['EndpointDiscovery', new EndpointDiscovery()],
])(
  'under %s, callers that encrypt themselves get a ServiceEntry, in their clusters and for their namespaces',
  (_, scheme) => {
    const { mesh, east, west, web, reports, ingress } = described();
    const api = mesh.addExternalService('api', { host: 'api.example.com', ports: TLS, namespace: 'front' });
    web.calls(api, { from: ['v1'] });
    reports.calls(api);
    ingress.calls(api);
    const plan = mesh.plan(scheme);
    expect(plan.for(east).ofExternal(api)).toEqual({
      service: api,
      serviceEntry: {
        apiVersion: 'networking.istio.io/v1',
        kind: 'ServiceEntry',
        metadata: { name: 'api', namespace: 'front' },
        spec: {
          hosts: ['api.example.com'],
          location: 'MESH_EXTERNAL',
          ports: [{ number: 443, name: 'https', protocol: 'TLS' }],
          resolution: 'DNS',
          exportTo: ['.', 'batch', 'istio-system'],
        },
      },
      destinationRule: undefined,
    });
    expect(plan.for(west).ofExternal(api)?.serviceEntry.spec.exportTo).toEqual(['batch']);
  },
);

test('where proxies encrypt, a DestinationRule has the server name and the names in the certificate', () => {
  const { mesh, east, west, web } = described();
  const api = mesh.addExternalService('api', {
    host: 'api.example.com',
    ports: {
      http: { port: 80, protocol: 'HTTP', targetPort: 443, tls: { mode: 'SIMPLE' } },
      admin: {
        port: 8080,
        protocol: 'HTTP',
        targetPort: 8443,
        tls: { mode: 'SIMPLE', caCertificates: '/etc/ca.pem', subjectAltNames: ['example.com'] },
      },
      plain: { port: 8081, protocol: 'HTTP' },
    },
  });
  web.calls(api, { from: ['v1'] });
  const plan = mesh.plan(new SniAddressing());
  const { serviceEntry, destinationRule } = plan.for(east).ofExternal(api) ?? {};
  expect(serviceEntry?.spec.ports).toEqual([
    { number: 80, name: 'http', protocol: 'HTTP', targetPort: 443 },
    { number: 8080, name: 'admin', protocol: 'HTTP', targetPort: 8443 },
    { number: 8081, name: 'plain', protocol: 'HTTP' },
  ]);
  const sni = 'api.example.com';
  expect(destinationRule).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name: 'api', namespace: 'default' },
    spec: {
      host: sni,
      trafficPolicy: {
        portLevelSettings: [
          { port: { number: 80 }, tls: { mode: 'SIMPLE', caCertificates: 'system', subjectAltNames: [sni], sni } },
          {
            port: { number: 8080 },
            tls: { mode: 'SIMPLE', caCertificates: '/etc/ca.pem', subjectAltNames: ['example.com'], sni },
          },
        ],
      },
      exportTo: ['front'],
    },
  });
  expect(plan.for(west).ofExternal(api)).toBeUndefined();
});

test('an external service needs its Namespace, but does not have `default` labelled for injection', () => {
  const { mesh, east, west, web } = described();
  for (const namespace of ['default', 'egress'])
    web.calls(mesh.addExternalService(namespace, { host: `${namespace}.example.com`, namespace, ports: TLS }), {
      from: ['v1'],
    });
  const plan = mesh.plan(new SniAddressing());
  expect(plan.for(east).namespaces.map(({ metadata }) => metadata.name)).toEqual(['batch', 'egress', 'front']);
  expect(plan.for(west).namespaces.map(({ metadata }) => metadata.name)).toEqual(['batch', 'front']);
});

test('a service with addresses is not looked up', () => {
  const { mesh, east, web } = described();
  const addresses = ['192.0.2.9', '2001:db8::9'] as const;
  const db = mesh.addExternalService('db', { host: 'db.example.com', ports: TCP, addresses });
  web.calls(db);
  expect(mesh.plan(new SniAddressing()).for(east).ofExternal(db)?.serviceEntry.spec).toMatchObject({
    addresses,
    resolution: 'STATIC',
    endpoints: addresses.map((address) => ({ address })),
  });
});

test('calls of services outside do not count as calls within the mesh, except under least privilege', () => {
  const { mesh, east, web } = described();
  const api = mesh.addExternalService('api', { host: 'api.example.com', ports: TLS });
  web.calls(api);
  // every cluster still calls every service
  expect(mesh.plan(new EndpointDiscovery()).for(east).of(web).virtualService).toBeDefined();
  const strict = described(true);
  strict.web.calls(strict.mesh.addExternalService('api', { host: 'api.example.com', ports: TLS }));
  const plan = strict.mesh.plan(new EndpointDiscovery()).for(strict.east).of(strict.web);
  expect(plan.virtualService).toBeUndefined();
  expect(plan.policies?.authorizationPolicy.spec.rules).toBeUndefined();
});

test('fails with MC164 for an external service under Article2019', () => {
  const { mesh, web } = described();
  web.calls(mesh.addExternalService('api', { host: 'api.example.com', ports: TLS }));
  const scheme = new Article2019({ vips: new Map() });
  expect(issuesOf(() => mesh.plan(scheme)).map(({ code, what }) => [code, what])).toContainEqual([
    'MC164',
    'Under Article2019, a mesh must not have external services, but has "api".',
  ]);
});

describe('TCP ports of the same number', () => {
  /** The issues if web calls one database and web or reports calls the other. */
  function issuesWith(
    addresses: readonly [string, ...string[]] | undefined,
    isSameCaller: boolean,
  ): readonly (readonly [string, string])[] {
    const { mesh, web, reports } = described();
    const add = (name: string, given: typeof addresses): ExternalService =>
      mesh.addExternalService(name, {
        host: `${name}.example.com`,
        ports: TCP,
        ...(given !== undefined && { addresses: given }),
      });
    web.calls(add('orders', undefined));
    (isSameCaller ? web : reports).calls(add('users', addresses));
    return issuesOf(() => mesh.plan(new EndpointDiscovery())).map(({ code, what }) => [code, what]);
  }

  test('are MC162 for callers in one namespace, because proxies could not tell the services apart', () => {
    expect(issuesWith(undefined, true)).toEqual([
      [
        'MC162',
        'External services "orders" and "users" must have "addresses", because callers in one namespace use TCP port 5432 of both.',
      ],
    ]);
  });

  test('are possible with addresses, or for callers in different namespaces', () => {
    expect([issuesWith(['192.0.2.9'], true), issuesWith(undefined, false)]).toEqual([[], []]);
  });
});

test('fails with MC006 for an external service whose ServiceEntry has the name of a service’s', () => {
  const { mesh, west, web } = described();
  web.calls(mesh.addService('cart', { port: 80, namespace: 'front', versions: { v1: [west] } }));
  const clash = { host: 'api.example.com', ports: TLS, namespace: 'front' };
  web.calls(mesh.addExternalService('cart-front', clash));
  expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ code, what }) => [code, what])).toEqual([
    [
      'MC006',
      'Service "cart" and external service "cart-front" would both create ServiceEntry.networking.istio.io front/cart-front.',
    ],
  ]);
});
