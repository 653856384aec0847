/**
 * What a match of a VirtualService asks for, whatever the list of rules that it is in.
 * @module
 */
import type { HTTPMatchRequest } from '../istio';

/**
 * Conditions that must all hold; none of them holds always. A match of a TCP or TLS rule has those on the port and on the
 * caller only.
 */
export type Conditions = Omit<HTTPMatchRequest, 'name' | 'statPrefix'>;

/** Whether conditions are for a port. */
export function isFor({ port = 0 }: Conditions, number: number): boolean {
  return port === 0 || port === number; // Istio reads 0 as unset
}
