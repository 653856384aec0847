/**
 * Annotations of Pods that decide at which ports their sidecar receives requests.
 * @see https://istio.io/latest/docs/reference/config/annotations/
 * @module
 */
import type { Labels } from './labels';

const EXCLUDED = 'traffic.sidecar.istio.io/excludeInboundPorts';
const INCLUDED = 'traffic.sidecar.istio.io/includeInboundPorts';

/** Those of some ports of a Pod that an annotation takes away from its sidecar. */
export function portsTakenBy(key: string, value: string, ports: readonly number[]): readonly number[] {
  if (key !== EXCLUDED && key !== INCLUDED) return [];
  const listed = value.split(',').map((each) => each.trim());
  const isListed = (port: number): boolean => listed.includes('*') || listed.includes(String(port));
  return ports.filter((port) => isListed(port) === (key === EXCLUDED));
}

/** Whether connections to a port of a Pod go past its sidecar. Only where all ports are included, some can be excluded. */
export function isPastSidecar(annotations: Labels, port: number): boolean {
  const { [INCLUDED]: included = '*', [EXCLUDED]: excluded = '' } = annotations;
  const taken = included === '*' ? portsTakenBy(EXCLUDED, excluded, [port]) : portsTakenBy(INCLUDED, included, [port]);
  return taken.length > 0;
}
