/**
 * Ports as Istio tells them apart.
 * @see https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/
 * @module
 */

/** What a port carries, of the protocols that Istio knows. */
export type PortProtocol = 'HTTP' | 'HTTP2' | 'GRPC' | 'TCP' | 'TLS';

/** Every protocol that is written here. */
export const PORT_PROTOCOLS = ['HTTP', 'HTTP2', 'GRPC', 'TCP', 'TLS'] as const satisfies readonly PortProtocol[];

/** The part of a VirtualService whose rules are for a port. */
export type RouteProtocol = 'http' | 'tls' | 'tcp';

/** Which rules of a VirtualService are for ports of a protocol: Istio looks at no others there. */
export function routeProtocol(protocol: PortProtocol): RouteProtocol {
  switch (protocol) {
    case 'HTTP':
    case 'HTTP2':
    case 'GRPC':
      return 'http';
    case 'TLS':
      return 'tls';
    case 'TCP':
      return 'tcp';
  }
}

/** The protocol that Istio takes from the name of a Service's port, in upper case: what is before the first "-". */
export function protocolOfPortName(name: string): string {
  const [, protocol = ''] = /^(grpc-web|[^-]*)/i.exec(name) ?? [];
  return protocol.toUpperCase();
}
