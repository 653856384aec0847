/**
 * Services with some of their ports.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/sidecar.go
 * @module
 */
import type { Service } from '../model/service';
import type { Egress } from './scope';

/** A service as a list imports it. If the list is for one port, the others are left out, unless the port is for HTTP proxies. */
export function withPort(service: Service, port: Egress['port']): readonly Service[] {
  return isForOnePort(port) ? withPorts(service, new Set([port?.number ?? 0])) : [service];
}

/** Whether a list imports one port of its services. */
export function isForOnePort(port: Egress['port']): boolean {
  const { number = 0, protocol = '' } = port ?? {};
  return number !== 0 && protocol.toUpperCase() !== 'HTTP_PROXY';
}

/** A service with those of its ports that have these numbers; none if there is no such port. */
export function withPorts(service: Service, numbers: ReadonlySet<number>): readonly Service[] {
  const ports = service.ports.filter(({ number }) => numbers.has(number));
  if (ports.length === 0) return [];
  return [ports.length === service.ports.length ? service : { ...service, ports }];
}
