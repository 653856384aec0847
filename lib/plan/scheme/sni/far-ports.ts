/**
 * The ports of a service as callers in other clusters reach them.
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
 * The ports of a ServiceEntry. Local Pods listen at the targetPort, which Istio does not take from their Service. Gateways
 * say where they listen by themselves.
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

/** Where a gateway listens for each port of a service: at its only one, whatever is called. */
export function gatewayPorts({ ports }: IMeshService, gatewayPort: number): Readonly<Record<string, number>> {
  return Object.fromEntries(ports.map(({ name }) => [name, gatewayPort]));
}

/**
 * A policy with the server name by which the far gateway knows a subset at each port. The settings of a port replace those for
 * all ports, so each repeats the whole policy.
 *
 * @param subset the far subset; undefined for any version
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
