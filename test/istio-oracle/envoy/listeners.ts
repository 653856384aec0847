/**
 * Which listener of a proxy takes a connection.
 * @module
 */
import type { Target } from '../kubernetes/world';
import type { Listener, Resources } from './resources';

/** Whether a listener is at a port. Envoy refuses one of which two filter chains are for the same connections. */
export function isListeningAt({ address, filterChains = [] }: Listener, port: number): boolean {
  const conditions = filterChains.flatMap(({ filterChainMatch: { serverNames = [''], ...rest } = {} }) =>
    serverNames.map((name) => JSON.stringify([name, rest])),
  );
  return address.socketAddress?.portValue === port && new Set(conditions).size === conditions.length;
}

/** The listener of a sidecar for an address: its own, that of all addresses at the port, or that of all the rest. */
export function outboundListener({ listeners }: Resources, { address, port }: Target): Listener | undefined {
  const isAt = (own: string) => (each: Listener) =>
    [each.address, ...(each.additionalAddresses ?? []).map((more) => more.address)].some(
      ({ socketAddress }) => socketAddress?.address === own && socketAddress.portValue === port,
    ) && !each.name.startsWith('virtual');
  return (
    listeners.find(isAt(address)) ??
    listeners.find(isAt('0.0.0.0')) ??
    listeners.find(({ name }) => name === 'virtualOutbound')
  );
}
