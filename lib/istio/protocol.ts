/**
 * The protocol of a port, as Istio finds it.
 * @see https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/
 * @module
 */
import type { ServicePort } from './service';

/** The protocols that a port can declare, as Istio writes them. */
const PROTOCOLS = [
  'HTTP',
  'HTTP2',
  'GRPC',
  'GRPC-Web',
  'HTTP_PROXY',
  'TLS',
  'HTTPS',
  'TCP',
  'Mongo',
  'MySQL',
  'Redis',
  'UDP',
] as const;

/** A protocol that a port can declare. */
export type Protocol = (typeof PROTOCOLS)[number];

/** The names of the lists of rules in a VirtualService. */
export type RouteProtocol = 'http' | 'tls' | 'tcp';

/** The list of rules in a VirtualService that Istio applies to ports with a protocol. It applies no rules to UDP. */
export function routeProtocol(protocol: Exclude<Protocol, 'UDP'>): RouteProtocol {
  switch (protocol) {
    case 'HTTP':
    case 'HTTP2':
    case 'GRPC':
    case 'GRPC-Web':
    case 'HTTP_PROXY':
      return 'http';
    case 'TLS':
    case 'HTTPS':
      return 'tls';
    case 'TCP':
    case 'Mongo':
    case 'MySQL':
    case 'Redis':
      return 'tcp';
  }
}

/** The values of `appProtocol` that Kubernetes defines. Istio knows them in this case only. */
const KUBERNETES: ReadonlyMap<string, Protocol> = new Map([
  ['kubernetes.io/h2c', 'HTTP2'],
  ['kubernetes.io/ws', 'HTTP'],
  ['kubernetes.io/wss', 'HTTPS'],
]);

/**
 * The protocol that a port of a Service declares, in its `appProtocol` if it has one, otherwise in its name. The text is a
 * protocol, or starts with one before a "-"; case does not matter. Undefined if the port declares none. Istio then looks at the
 * first bytes of a connection, or assumes TCP at the ports 25, 53, 3306 and 27017.
 */
export function declaredProtocol({
  protocol,
  appProtocol,
  name = '',
}: Pick<ServicePort, 'protocol' | 'appProtocol' | 'name'>): Protocol | undefined {
  if (protocol === 'UDP') return 'UDP';
  const ofKubernetes = KUBERNETES.get(appProtocol ?? '');
  if (ofKubernetes !== undefined) return ofKubernetes;
  const text = (appProtocol ?? name).toLowerCase();
  // the only protocol whose name has a "-"
  if (text.startsWith('grpc-web')) return 'GRPC-Web';
  return PROTOCOLS.find((each) => each.toLowerCase() === text.replace(/-.*/s, ''));
}
