/**
 * The ports of a service for callers in other clusters.
 * @module
 */
import {
  type PortTrafficPolicy,
  serverName,
  type ServiceEntrySpec,
  serviceHost,
  type TrafficPolicy,
} from '../../../istio';
import type { IMeshService } from '../../../mesh';

/**
 * The ports of a ServiceEntry. It names the targetPort of local Pods, because Istio does not take that from their Service.
 * Endpoints of gateways name their port themselves.
 */
export function serviceEntryPorts(
  { ports }: IMeshService,
  isOverLocalPods: boolean,
): NonNullable<ServiceEntrySpec['ports']> {
  return ports.map(({ name, number, targetPort, protocol }) => ({
    number,
    name,
    protocol,
    ...(isOverLocalPods && targetPort !== number && { targetPort }),
  }));
}

/** The port of a gateway for each port of a service. It is always the same one. */
export function gatewayPorts({ ports }: IMeshService, gatewayPort: number): Readonly<Record<string, number>> {
  return Object.fromEntries(ports.map(({ name }) => [name, gatewayPort]));
}

/**
 * A policy with the server name (SNI) of a subset for each port. Settings of a port replace the settings for all ports, so each
 * port repeats the whole policy.
 *
 * @param subset the subset in the other cluster; undefined for any version
 */
export function policyOfPorts(
  service: IMeshService,
  policy: PortTrafficPolicy,
  subset: string | undefined,
): TrafficPolicy {
  const policyAt = (port: number): PortTrafficPolicy => ({
    ...policy,
    tls: { mode: 'ISTIO_MUTUAL', sni: serverName({ port, subset, host: serviceHost(service) }) },
  });
  const [only, ...others] = service.ports.map(({ number }) => number);
  if (only === undefined || others.length === 0) return policyAt(only ?? service.port);
  return { portLevelSettings: [only, ...others].map((number) => ({ port: { number }, ...policyAt(number) })) };
}
