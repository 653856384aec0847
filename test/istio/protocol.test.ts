/** @module What ports declare, as Istio tells it. */
import { declaredProtocol, type Protocol, routeProtocol } from '../../lib/istio';

test.each<[string, Protocol | undefined]>([
  ['http', 'HTTP'],
  ['http-admin', 'HTTP'],
  ['http-', 'HTTP'],
  ['HTTP2-x', 'HTTP2'],
  ['httpadmin', undefined],
  ['web-http', undefined],
  ['grpc-web-x', 'GRPC-Web'],
  ['GRPC-Web', 'GRPC-Web'],
  ['grpc-webs', 'GRPC-Web'],
  ['grpc-we', 'GRPC'],
  ['grpc-x', 'GRPC'],
  ['http_proxy-x', 'HTTP_PROXY'],
  ['https-x', 'HTTPS'],
  ['tls', 'TLS'],
  ['tcp-db', 'TCP'],
  ['mongo-1', 'Mongo'],
  ['MySQL', 'MySQL'],
  ['redis', 'Redis'],
  ['udp-dns', 'UDP'],
  // only an appProtocol is one of Kubernetes
  ['kubernetes.io/h2c', undefined],
  ['', undefined],
  ['-http', undefined],
])('the name %j declares %s', (name, protocol) => {
  expect(declaredProtocol({ name })).toBe(protocol);
});

test.each<[string, Protocol | undefined]>([
  ['http', 'HTTP'],
  ['grpc-web', 'GRPC-Web'],
  ['kubernetes.io/h2c', 'HTTP2'],
  ['kubernetes.io/ws', 'HTTP'],
  ['kubernetes.io/wss', 'HTTPS'],
  ['kubernetes.io/H2C', undefined],
  ['example.com/http', undefined],
  ['', undefined],
])('the appProtocol %j declares %s, whatever the name', (appProtocol, protocol) => {
  for (const name of ['tcp-db', 'https', '']) expect(declaredProtocol({ appProtocol, name })).toBe(protocol);
});

test('a port of UDP carries UDP, and a port that says nothing declares nothing', () => {
  expect(declaredProtocol({ protocol: 'UDP', name: 'http', appProtocol: 'http' })).toBe('UDP');
  expect(declaredProtocol({ protocol: 'TCP', name: 'http' })).toBe('HTTP');
  expect(declaredProtocol({})).toBeUndefined();
});

test('each protocol has its list of rules in a VirtualService', () => {
  const listed = (protocols: readonly Exclude<Protocol, 'UDP'>[]): readonly string[] => [
    ...new Set(protocols.map(routeProtocol)),
  ];
  expect(listed(['HTTP', 'HTTP2', 'GRPC', 'GRPC-Web', 'HTTP_PROXY'])).toEqual(['http']);
  expect(listed(['TLS', 'HTTPS'])).toEqual(['tls']);
  expect(listed(['TCP', 'Mongo', 'MySQL', 'Redis'])).toEqual(['tcp']);
});
