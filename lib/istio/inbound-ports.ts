/**
 * Annotations of Pods that decide at which ports their sidecar receives requests.
 * @see https://istio.io/latest/docs/reference/config/annotations/
 * @module
 */

const EXCLUDED = 'traffic.sidecar.istio.io/excludeInboundPorts';
const INCLUDED = 'traffic.sidecar.istio.io/includeInboundPorts';

/** Those of some ports of a Pod that an annotation takes away from its sidecar. */
export function portsTakenBy(key: string, value: string, ports: readonly number[]): readonly number[] {
  if (key !== EXCLUDED && key !== INCLUDED) return [];
  const listed = value.split(',').map((each) => each.trim());
  const isListed = (port: number): boolean => listed.includes('*') || listed.includes(String(port));
  return ports.filter((port) => isListed(port) === (key === EXCLUDED));
}
