/** @module Tests services outside of the mesh: their options, and the errors in them and in calls of them. */
import { ExternalService, Mesh, SniAddressing } from '../../lib';
import { codesOf, issuesOf } from '../support/issues';
import { shop } from '../support/meshes';

const HTTPS = { https: { port: 443, protocol: 'TLS' } } as const;
const ENCRYPTED = { port: 80, protocol: 'HTTP', targetPort: 443, tls: { mode: 'SIMPLE' } } as const;

/** The issues of an external service whose options no compiler has checked. web calls it. */
function issuesWith(props: object, name = 'api'): readonly (readonly [string, string])[] {
  const { mesh, web } = shop();
  const add: unknown = Reflect.get(mesh, 'addExternalService');
  if (typeof add !== 'function') throw new Error('unreachable');
  web.calls(Reflect.apply(add, mesh, [name, { host: 'api.example.com', ports: HTTPS, ...props }]) as ExternalService);
  return issuesOf(() => mesh.plan(new SniAddressing())).map(({ code, what }) => [code, what]);
}

test('it has a host, ports in the order of their numbers, and a namespace, which is "default" by default', () => {
  const api = new Mesh('shop').addExternalService('api', {
    host: 'api.example.com',
    ports: { ...HTTPS, http: ENCRYPTED },
  });
  expect(api).toBeInstanceOf(ExternalService);
  const { name, namespace, host, addresses, ports } = api;
  expect({ name, namespace, host, addresses, ports }).toEqual({
    name: 'api',
    namespace: 'default',
    host: 'api.example.com',
    addresses: [],
    ports: [
      {
        name: 'http',
        number: 80,
        targetPort: 443,
        protocol: 'HTTP',
        tls: { mode: 'SIMPLE', caCertificates: 'system', subjectAltNames: ['api.example.com'] },
      },
      { name: 'https', number: 443, targetPort: 443, protocol: 'TLS', tls: undefined },
    ],
  });
});

test('it has one TLS port, named https, in place of ports', () => {
  const { mesh, web } = shop();
  const api = mesh.addExternalService('api', { host: 'api.example.com', port: 443 });
  web.calls(api);
  expect(api.ports).toEqual([{ name: 'https', number: 443, targetPort: 443, protocol: 'TLS', tls: undefined }]);
  const { ports } = new Mesh('shop').addExternalService('api', { host: 'api.example.com', ports: HTTPS });
  expect(api.ports).toEqual(ports);
  expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual([]);
});

test('exactly one of port and ports must be given', () => {
  const { mesh, web } = shop();
  // @ts-expect-error port and ports are both given
  web.calls(mesh.addExternalService('a', { host: 'a.example.com', port: 443, ports: HTTPS }));
  // @ts-expect-error neither port nor ports is given
  web.calls(mesh.addExternalService('b', { host: 'b.example.com' }));
  expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual(['MC060', 'MC060']);
});

test('a port is either passed on or encrypted by proxies', () => {
  const { mesh, web } = shop();
  const host = 'api.example.com';
  // @ts-expect-error callers encrypt connections to a TLS port themselves
  web.calls(mesh.addExternalService('a', { host, ports: { a: { ...ENCRYPTED, protocol: 'TLS' } } }));
  const { targetPort, ...without } = ENCRYPTED;
  // @ts-expect-error the port of the service is missing
  web.calls(mesh.addExternalService('b', { host: `b.${host}`, ports: { b: without } }));
  const tls = { mode: 'simple' } as const;
  // @ts-expect-error there is no such mode
  web.calls(mesh.addExternalService('c', { host: `c.${host}`, ports: { c: { ...ENCRYPTED, tls } } }));
  expect([targetPort, codesOf(() => mesh.plan(new SniAddressing()))]).toEqual([443, ['MC158', 'MC158', 'MC158']]);
});

test.each<[string, string, object]>([
  ['MC159', '"host" of external service "api" must be a DNS name', { host: undefined }],
  ['MC159', 'but is "stripe".', { host: 'stripe' }],
  ['MC159', 'but is "https://api.example.com/v1".', { host: 'https://api.example.com/v1' }],
  ['MC159', 'but is "API.example.com".', { host: 'API.example.com' }],
  ['MC159', 'but is "*.example.com".', { host: '*.example.com' }],
  ['MC159', 'but is "192.0.2.9".', { host: '192.0.2.9' }],
  ['MC159', 'but is "cart.default.svc.cluster.local".', { host: 'cart.default.svc.cluster.local' }],
  ['MC159', 'must not be a name of service "cart", but is "cart.default".', { host: 'cart.default' }],
  ['MC159', '"addresses" of external service "api" must have at least one IP address, but is [].', { addresses: [] }],
  ['MC159', '"addresses[0]" of external service "api" must be an IP address', { addresses: ['api.example.com'] }],
  ['MC159', 'must list each address once, but lists "192.0.2.9" twice.', { addresses: ['192.0.2.9', '192.0.2.9'] }],
  ['MC035', 'has an unknown option "hosts".', { hosts: ['api.example.com'] }],
  ['MC001', '"namespace" of external service "api" must be a DNS label', { namespace: 'Default' }],
  ['MC020', '"port" of external service "api" must be an integer', { port: '443', ports: undefined }],
  [
    'MC184',
    '"port" of external service "api" must be a port at which callers speak TLS, but is 80.',
    { port: 80, ports: undefined },
  ],
  ['MC060', '"port" of external service "api" must be left out beside "ports", but is 443.', { port: 443 }],
  ['MC060', '"ports" of external service "api" must have at least one port, but is {}.', { ports: {} }],
  ['MC060', '"ports" of external service "api" must have at least one port, but is missing.', { ports: undefined }],
  ['MC001', 'The name of a port of external service "api" must be a DNS label', { ports: { A: HTTPS.https } }],
  [
    'MC061',
    'Ports "a" and "b" of external service "api" must have different numbers, but both have 443.',
    { ports: { a: HTTPS.https, b: HTTPS.https } },
  ],
  ['MC020', '"ports.a.port" of external service "api"', { ports: { a: { port: 0, protocol: 'TLS' } } }],
  ['MC020', '"ports.a.targetPort" of', { ports: { a: { port: 80, protocol: 'HTTP', targetPort: '443' } } }],
  ['MC062', '"ports.a.protocol" of', { ports: { a: { port: 443, protocol: 'HTTPS' } } }],
  ['MC155', '"ports.a.port" of', { ports: { a: { port: 15006, protocol: 'HTTP', targetPort: 80 } } }],
  [
    'MC158',
    '"ports.a.tls" of external service "api" must be left out',
    { ports: { a: { ...ENCRYPTED, protocol: 'TLS' } } },
  ],
  ['MC158', '"ports.a.targetPort" of', { ports: { a: { ...ENCRYPTED, targetPort: undefined } } }],
  ['MC158', '"ports.a.tls.mode" of', { ports: { a: { ...ENCRYPTED, tls: {} } } }],
  [
    'MC158',
    '"ports.a.tls.caCertificates" of',
    { ports: { a: { ...ENCRYPTED, tls: { mode: 'SIMPLE', caCertificates: 'ca.pem' } } } },
  ],
  [
    'MC158',
    '"ports.a.tls.subjectAltNames" of',
    { ports: { a: { ...ENCRYPTED, tls: { mode: 'SIMPLE', subjectAltNames: [] } } } },
  ],
  [
    'MC158',
    '"ports.a.tls.subjectAltNames[0]" of',
    { ports: { a: { ...ENCRYPTED, tls: { mode: 'SIMPLE', subjectAltNames: [''] } } } },
  ],
])('%s alone: %s %j', (code, what, props) => {
  expect(issuesWith(props)).toEqual([[code, expect.stringContaining(what)]]);
});

test.each([
  [{ host: 'https://API.example.com:443/v1' }, 'Did you mean "api.example.com"?'],
  [{ host: '192.0.2.9' }, 'Give the name that callers use, and the IP address in "addresses".'],
  [{ host: '*.example.com' }, 'Add each host as a service of its own: proxies cannot look up a wildcard.'],
  [{ ports: { a: { port: 443, protocol: 'HTTPS' } } }, 'Did you mean "TLS"?'],
])('the fix for %j starts with %j', (props, fix) => {
  const { mesh, web } = shop();
  // @ts-expect-error some of these do not compile
  web.calls(mesh.addExternalService('api', { host: 'api.example.com', ports: HTTPS, ...props }));
  const [issue] = issuesOf(() => mesh.plan(new SniAddressing()));
  expect(issue?.fix).toContain(fix);
});

test('fails with MC160 for a second external service with the same name or host, and for the name of a service', () => {
  const { mesh, web } = shop();
  const api = mesh.addExternalService('api', { host: 'api.example.com', ports: HTTPS });
  mesh.addExternalService('api', { host: 'other.example.com', ports: HTTPS });
  mesh.addExternalService('copy', { host: 'api.example.com', ports: HTTPS, namespace: 'team' });
  const cart = mesh.addExternalService('cart', { host: 'cart.example.com', ports: HTTPS });
  const elsewhere = mesh.addExternalService('cart', { host: 'team.example.com', ports: HTTPS, namespace: 'team' });
  for (const callee of [api, cart, elsewhere]) web.calls(callee);
  expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ code, what }) => [code, what])).toEqual([
    ['MC160', expect.stringMatching(/^Mesh "shop" already has external service "default\/api", added at test/)],
    [
      'MC160',
      expect.stringMatching(/^Mesh "shop" already has external service "api" with host "api.example.com", added at/),
    ],
    ['MC160', 'External service "cart" must have another name than service "default/cart".'],
  ]);
});

test('fails with MC161 for an external service that nothing calls', () => {
  const { mesh } = shop();
  mesh.addExternalService('api', { host: 'api.example.com', ports: HTTPS });
  expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ code, what }) => [code, what])).toEqual([
    ['MC161', 'Something must call external service "api", but nothing does.'],
  ]);
});

test('fails with MC009 alone for an external service of another mesh, and for a name', () => {
  const { mesh, web } = shop();
  mesh.addExternalService('api', { host: 'api.example.com', ports: HTTPS });
  const other = shop().mesh.addExternalService('api', { host: 'api.example.com', ports: HTTPS });
  web.calls(other);
  // @ts-expect-error an external service is passed as a value
  web.calls('apy');
  expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ code, what, fix }) => [code, what, fix])).toEqual([
    [
      'MC009',
      'The service that "web" calls must be an external service of mesh "shop", but is ExternalService "api".',
      'Pass the value that addExternalService of this mesh returned.',
    ],
    [
      'MC009',
      'The service that "web" calls must be a service of mesh "shop", but is "apy".',
      'Did you mean "api"? Pass the value that addService of this mesh returned.',
    ],
  ]);
});

test('fails with MC010 if an external service is added to a planned mesh', () => {
  const { mesh } = shop();
  mesh.plan(new SniAddressing());
  expect(codesOf(() => mesh.addExternalService('api', { host: 'api.example.com', ports: HTTPS }))).toEqual(['MC010']);
});
