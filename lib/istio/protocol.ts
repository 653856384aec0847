/**
 * What a port carries, as Istio tells it.
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

/** The lists of rules in a VirtualService. */
export type RouteProtocol = 'http' | 'tls' | 'tcp';

/** The list of rules in a VirtualService that Istio applies to ports of a protocol. It applies none to UDP. */
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
 * The protocol that a port of a Service declares: by its `appProtocol` if it has one, otherwise by its name. Either is a
 * protocol in any case, alone or before a "-". Undefined if it declares none; Istio then looks at the first bytes of a
 * connection, or takes TCP at the ports 25, 53, 3306 and 27017.
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
  // the only protocol with a "-" in it
  if (text.startsWith('grpc-web')) return 'GRPC-Web';
  return PROTOCOLS.find((each) => each.toLowerCase() === text.replace(/-.*/s, ''));
}
