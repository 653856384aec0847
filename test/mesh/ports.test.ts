/** @module Tests the ports of a service, and routes for some of them. */
import { type ConfigIssue, Mesh, type MeshService, SniAddressing, StringMatch } from '../../lib';
import { issuesOf } from '../support/issues';

const HTTP = { port: 80, protocol: 'HTTP' } as const;
const TCP = { port: 5432, protocol: 'TCP' } as const;

/** The issues of a service with ports that no compiler has checked. */
function issuesWith(
  ports: object,
  routed: (service: MeshService<string>) => void = () => undefined,
): readonly ConfigIssue[] {
  const mesh = new Mesh('shop');
  const versions = { v1: [mesh.addCluster('east')] };
  const addService: unknown = Reflect.get(mesh, 'addService');
  if (typeof addService !== 'function') throw new Error('unreachable');
  routed(Reflect.apply(addService, mesh, ['cart', { ...ports, versions }]) as MeshService<string>);
  return issuesOf(() => mesh.plan(new SniAddressing()));
}

const says = (issues: readonly ConfigIssue[]): readonly string[] =>
  issues.map(({ code, what, got }) => `${code} ${what}${what.endsWith('.') ? '' : `: ${got}`}`);

test('ports are sorted by number', () => {
  const mesh = new Mesh('shop');
  const versions = { v1: [mesh.addCluster('east')] } as const;
  const cart = mesh.addService('cart', { versions, ports: { db: TCP, http: { ...HTTP, targetPort: 8080 } } });
  expect(cart.ports).toEqual([
    { name: 'http', number: 80, targetPort: 8080, protocol: 'HTTP' },
    { name: 'db', number: 5432, targetPort: 5432, protocol: 'TCP' },
  ]);
  expect(cart.port).toBe(80);
});

test('the option port means one HTTP port named http', () => {
  const mesh = new Mesh('shop');
  const { ports, port } = mesh.addService('cart', { port: 80, versions: { v1: [mesh.addCluster('east')] } });
  expect([port, ports]).toEqual([80, [{ name: 'http', number: 80, targetPort: 80, protocol: 'HTTP' }]]);
});

test('exactly one of port and ports must be given', () => {
  const mesh = new Mesh('shop');
  const versions = { v1: [mesh.addCluster('east')] } as const;
  // @ts-expect-error port and ports are both given
  mesh.addService('cart', { port: 80, ports: { http: HTTP }, versions });
  // @ts-expect-error neither port nor ports is given
  mesh.addService('pay', { versions });
  // @ts-expect-error there is no such protocol
  mesh.addService('ads', { ports: { udp: { port: 53, protocol: 'UDP' } }, versions });
  expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ code }) => code)).toEqual(['MC060', 'MC020', 'MC062']);
});

test.each<[string, string, object]>([
  [
    'MC060',
    '"port" of service "cart" must be left out beside "ports", but is 80.',
    { port: 80, ports: { http: HTTP } },
  ],
  ['MC060', '"ports" of service "cart" must have at least one port, but is {}.', { ports: {} }],
  [
    'MC035',
    '"ports" of service "cart" must be an object, but is [{ port: 80, protocol: \'HTTP\' }].',
    { ports: [HTTP] },
  ],
  ['MC035', '"ports.http" of service "cart" must be an object, but is 80.', { ports: { http: 80 } }],
  [
    'MC035',
    '"ports.http" of service "cart" has an unknown option "number".',
    { ports: { http: { ...HTTP, number: 80 } } },
  ],
  [
    'MC001',
    'The name of a port of service "cart" must be a DNS label (lower-case letters, digits and "-", with a letter or digit at both ends), but is "Http".',
    { ports: { Http: HTTP } },
  ],
  [
    'MC020',
    '"ports.http.port" of service "cart" must be an integer from 1 to 65535, but is "80".',
    { ports: { http: { ...HTTP, port: '80' } } },
  ],
  [
    'MC020',
    '"ports.http.port" of service "cart" must be an integer from 1 to 65535, but is missing.',
    { ports: { http: { protocol: 'HTTP' } } },
  ],
  [
    'MC020',
    '"ports.http.targetPort" of service "cart" must be an integer from 1 to 65535, but is 0.',
    { ports: { http: { ...HTTP, targetPort: 0 } } },
  ],
  [
    'MC020',
    '"ports.http.targetPort" of service "cart" must be an integer from 1 to 65535, but is "web".',
    { ports: { http: { ...HTTP, targetPort: 'web' } } },
  ],
  [
    'MC061',
    'Ports "http" and "db" of service "cart" must have different numbers, but both have 80.',
    { ports: { http: HTTP, db: { ...TCP, port: 80 } } },
  ],
  [
    'MC062',
    '"ports.http.protocol" of service "cart" must be "HTTP", "HTTP2", "GRPC", "TCP" or "TLS", but is "http".',
    { ports: { http: { port: 80, protocol: 'http' } } },
  ],
  [
    'MC063',
    'Ports "http" and "db" of service "cart" must have the same protocol, because both have targetPort 80, but have "HTTP" and "TCP".',
    { ports: { http: HTTP, db: { ...TCP, targetPort: 80 } } },
  ],
])('fails with %s %s', (code, message, ports) => {
  expect(says(issuesWith(ports))).toContain(`${code} ${message}`);
});

test('a protocol in lower case gets a suggestion', () => {
  const [issue] = issuesWith({ ports: { http: { port: 80, protocol: 'http' } } });
  expect(issue?.fix).toMatch(/^Did you mean "HTTP"\?/);
});

test('two ports with the same protocol can share a targetPort', () => {
  expect(issuesWith({ ports: { http: HTTP, admin: { ...HTTP, port: 81, targetPort: 80 } } })).toEqual([]);
});

const to = [{ version: 'v1' }];

test.each<[string, string, (service: MeshService<string>) => void]>([
  [
    'MC064',
    'The TLS route of "cart" needs TLS ports, but "cart" has only HTTP and TCP ports.',
    (cart) => cart.addTlsRoute([{ to }]),
  ],
  [
    'MC018',
    'Service "cart" already has a TCP route, added at test/mesh/ports.test.ts.',
    (cart) => {
      cart.addTcpRoute([{ to }]);
      cart.addTcpRoute([{ to }]);
    },
  ],
  [
    'MC019',
    '"port" of match 1 of rule 1 for "cart" must be 80, but is 5432.',
    (cart) => cart.addRoute([{ match: [{ port: 5432 }], to }, { to }]),
  ],
  [
    'MC019',
    '"port" of match 1 of TCP rule 1 for "cart" must be 5432 or 5433, but is 80.',
    (cart) => cart.addTcpRoute([{ match: [{ port: 80 }], to }, { to }]),
  ],
  [
    'MC019',
    'Match 1 of TCP rule 1 for "cart" must have at least one condition, but is {}.',
    (cart) => cart.addTcpRoute([{ match: [{}], to }, { to }]),
  ],
  ['MC014', 'The TCP route of "cart" must have at least one rule, but has none.', (cart) => cart.addTcpRoute([])],
  [
    'MC015',
    'The TCP route of "cart" must have a default rule at port 5433, but has none.',
    (cart) => cart.addTcpRoute([{ match: [{ port: 5432 }], to }]),
  ],
  [
    'MC015',
    'The TCP route of "cart" must have a default rule, but has none.',
    (cart) => cart.addTcpRoute([{ match: [{ sourceNamespace: 'a' }], to }]),
  ],
  [
    'MC016',
    'TCP rule 2 for "cart" comes after the default rule: rule 1 has no "match".',
    (cart) => cart.addTcpRoute([{ to }, { match: [{ port: 5432 }], to }]),
  ],
  [
    'MC041',
    'TCP rule 3 for "cart" can never match: rule 1 hides it at port 5432, and other rules do at its other ports.',
    (cart) => cart.addTcpRoute([{ match: [{ port: 5432 }], to }, { match: [{ port: 5433 }], to }, { to }]),
  ],
  [
    'MC008',
    '"version" of destination 1 of TCP rule 1 for "cart" must be "v1", but is "v9".',
    (cart) => cart.addTcpRoute([{ to: [{ version: 'v9' }] }]),
  ],
  [
    'MC017',
    '"to" of TCP rule 1 for "cart" must have at least one destination, but is [].',
    (cart) => cart.addTcpRoute([{ to: [] }]),
  ],
])('fails with %s %s', (code, message, routed) => {
  const ports = { ports: { http: HTTP, db: TCP, other: { ...TCP, port: 5433 } } };
  const said = says(issuesWith(ports, routed)).map((line) => line.replace(/\.ts:\d+/, '.ts'));
  expect(said).toContain(`${code} ${message}`);
});

test.each<[string, object]>([
  ['"port" of service "cart" must not be', { port: 15020 }],
  ['"ports.http.port" of service "cart" must not be', { ports: { http: { ...HTTP, port: 15001 } } }],
  ['"ports.http.port" of service "cart" must not be', { ports: { http: { ...HTTP, port: 15090, targetPort: 80 } } }],
  ['"ports.http.targetPort" of service "cart" must not be', { ports: { http: { ...HTTP, targetPort: 15008 } } }],
  ['"ports.db.targetPort" of service "cart" must not be', { ports: { db: { ...TCP, targetPort: 15006 } } }],
])('fails with MC155 alone: %s a port of the sidecar: %j', (what, ports) => {
  const issues = issuesWith(ports);
  expect(issues.map(({ code }) => code)).toEqual(['MC155']);
  expect(issues[0]?.what).toContain(what);
});

test.each([
  { port: 15002 },
  { ports: { http: { ...HTTP, port: 15020, targetPort: 8080 } } },
  // the listener of a TCP port has the address of the Service
  { ports: { db: { ...TCP, port: 15001, targetPort: 5432 } } },
])('a port that no sidecar uses is not reported: %j', (ports) => {
  expect(issuesWith(ports)).toEqual([]);
});

test('fails with MC064 for an HTTP route of a service without HTTP ports', () => {
  expect(says(issuesWith({ ports: { db: TCP } }, (cart) => cart.addRoute([{ to }])))).toEqual([
    'MC064 The route of "cart" needs HTTP, HTTP2 or GRPC ports, but "cart" has only TCP ports.',
  ]);
});

test('a TCP rule cannot have the properties of HTTP rules', () => {
  const mesh = new Mesh('shop');
  const cart = mesh.addService('cart', { ports: { db: TCP }, versions: { v1: [mesh.addCluster('east')] } });
  cart.addTcpRoute([
    // @ts-expect-error a connection has no path
    { match: [{ uri: StringMatch.exact('/') }], to: [{ version: 'v1' }] },
    // @ts-expect-error a connection has no retries
    { match: [{ port: 5432 }], to: [{ version: 'v1' }], retries: { attempts: 0 } },
    // @ts-expect-error a connection has no headers
    { to: [{ version: 'v1', headers: {} }] },
  ]);
  const unknown = issuesOf(() => mesh.plan(new SniAddressing())).filter(({ code }) => code === 'MC035');
  expect(unknown.map(({ got }) => got)).toEqual(['"uri"', '"retries"', '"headers"']);
});

test('each port can have its own default rule', () => {
  const ports = { ports: { db: TCP, other: { ...TCP, port: 5433 } } };
  const apart = (cart: MeshService<string>): unknown =>
    cart.addTcpRoute([
      { match: [{ port: 5432 }], to },
      { match: [{ port: 5433, sourceNamespace: 'a' }], to },
      { match: [{ port: 5433 }], to },
    ]);
  expect(issuesWith(ports, apart)).toEqual([]);
});
