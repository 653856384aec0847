/**
 * The conditions of a match in a VirtualService, for HTTP, TLS and TCP rules alike.
 * @module
 */
import type { HTTPMatchRequest } from '../istio';

/**
 * Conditions that must all hold. Without conditions, a match always holds. TCP and TLS rules only have conditions on the port
 * and the caller.
 */
export type Conditions = Omit<HTTPMatchRequest, 'name' | 'statPrefix'>;

/** Whether conditions allow a port. */
export function isFor({ port = 0 }: Conditions, number: number): boolean {
  return port === 0 || port === number; // Istio reads 0 as unset
}
