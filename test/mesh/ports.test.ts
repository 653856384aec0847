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
  issues.map(({ code, what, got }) => `${code} ${what}: ${got}`);

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
  ['MC060', 'service "cart" has both "port" and "ports": 80', { port: 80, ports: { http: HTTP } }],
  ['MC060', 'service "cart" has no port: {}', { ports: {} }],
  ['MC035', 'ports of service "cart" is no plain object: [{ port: 80, protocol: \'HTTP\' }]', { ports: [HTTP] }],
  ['MC035', 'port "http" of service "cart" is no plain object: 80', { ports: { http: 80 } }],
  [
    'MC035',
    'port "http" of service "cart" has an unknown property: "number"',
    { ports: { http: { ...HTTP, number: 80 } } },
  ],
  ['MC001', 'name of port "Http" of service "cart" is not a DNS label: "Http"', { ports: { Http: HTTP } }],
  ['MC020', 'port "http" of service "cart" has a bad number: "80"', { ports: { http: { ...HTTP, port: '80' } } }],
  ['MC020', 'port "http" of service "cart" has a bad number: undefined', { ports: { http: { protocol: 'HTTP' } } }],
  ['MC020', 'port "http" of service "cart" has a bad targetPort: 0', { ports: { http: { ...HTTP, targetPort: 0 } } }],
  [
    'MC020',
    'port "http" of service "cart" has a bad targetPort: "web"',
    { ports: { http: { ...HTTP, targetPort: 'web' } } },
  ],
  [
    'MC061',
    'ports "http" and "db" of service "cart" have one number: 80',
    { ports: { http: HTTP, db: { ...TCP, port: 80 } } },
  ],
  [
    'MC062',
    'port "http" of service "cart" has an unknown protocol: "http"',
    { ports: { http: { port: 80, protocol: 'http' } } },
  ],
  [
    'MC063',
    'ports "http" and "db" of service "cart" have targetPort 80 and two protocols: ["HTTP", "TCP"]',
    { ports: { http: HTTP, db: { ...TCP, targetPort: 80 } } },
  ],
])('fails with %s %s', (code, message, ports) => {
  expect(says(issuesWith(ports))).toContain(`${code} ${message}`);
});

test('a protocol in lower case gets a suggestion', () => {
  const [issue] = issuesWith({ ports: { http: { port: 80, protocol: 'http' } } });
  expect(issue?.fix).toMatch(/did you mean "HTTP"\?$/);
});

test('two ports with the same protocol can share a targetPort', () => {
  expect(issuesWith({ ports: { http: HTTP, admin: { ...HTTP, port: 81, targetPort: 80 } } })).toEqual([]);
});

const to = [{ version: 'v1' }];

test.each<[string, string, (service: MeshService<string>) => void]>([
  [
    'MC064',
    'TLS route of "cart" is for ports that the service does not have: ["HTTP", "TCP", "TCP"]',
    (cart) => cart.addTlsRoute([{ to }]),
  ],
  [
    'MC018',
    'service "cart" has a TCP route already: "a second addTcpRoute"',
    (cart) => {
      cart.addTcpRoute([{ to }]);
      cart.addTcpRoute([{ to }]);
    },
  ],
  [
    'MC019',
    'a match of rule 1 of route of "cart" has a port that no request comes to: 5432',
    (cart) => cart.addRoute([{ match: [{ port: 5432 }], to }, { to }]),
  ],
  [
    'MC019',
    'a match of rule 1 of TCP route of "cart" has a port that no request comes to: 80',
    (cart) => cart.addTcpRoute([{ match: [{ port: 80 }], to }, { to }]),
  ],
  [
    'MC019',
    'a match of rule 1 of TCP route of "cart" matches every connection: "{}"',
    (cart) => cart.addTcpRoute([{ match: [{}], to }, { to }]),
  ],
  ['MC014', 'TCP route of "cart" has no rules: []', (cart) => cart.addTcpRoute([])],
  [
    'MC015',
    'TCP route of "cart" has no default rule at port 5433: "1 rules, each with match"',
    (cart) => cart.addTcpRoute([{ match: [{ port: 5432 }], to }]),
  ],
  [
    'MC015',
    'TCP route of "cart" has no default rule: "1 rules, each with match"',
    (cart) => cart.addTcpRoute([{ match: [{ sourceNamespace: 'a' }], to }]),
  ],
  [
    'MC016',
    'rule 2 of TCP route of "cart" is behind the default rule: "rule 1 of 2 without match"',
    (cart) => cart.addTcpRoute([{ to }, { match: [{ port: 5432 }], to }]),
  ],
  [
    'MC041',
    'rule 3 of TCP route of "cart" is hidden by rule 1: "rule 1 hides it at port 5432, and others at its other ports"',
    (cart) => cart.addTcpRoute([{ match: [{ port: 5432 }], to }, { match: [{ port: 5433 }], to }, { to }]),
  ],
  [
    'MC008',
    'a destination of rule 1 of TCP route of "cart" is no version of "cart": "v9"',
    (cart) => cart.addTcpRoute([{ to: [{ version: 'v9' }] }]),
  ],
  ['MC017', 'rule 1 of TCP route of "cart" has no destinations: []', (cart) => cart.addTcpRoute([{ to: [] }])],
])('fails with %s %s', (code, message, routed) => {
  const ports = { ports: { http: HTTP, db: TCP, other: { ...TCP, port: 5433 } } };
  expect(says(issuesWith(ports, routed))).toContain(`${code} ${message}`);
});

test('fails with MC064 for an HTTP route of a service without HTTP ports', () => {
  expect(says(issuesWith({ ports: { db: TCP } }, (cart) => cart.addRoute([{ to }])))).toEqual([
    'MC064 route of "cart" is for ports that the service does not have: ["TCP"]',
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
