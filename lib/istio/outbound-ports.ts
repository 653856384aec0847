/**
 * Annotations of Pods that decide which of their requests go through their sidecar.
 * @see https://istio.io/latest/docs/reference/config/annotations/
 * @module
 */

const PREFIX = 'traffic.sidecar.istio.io/';

/** Those of some called ports at which an annotation lets requests of a Pod pass its sidecar by, wherever they go. */
export function portsBypassedBy(key: string, value: string, ports: readonly number[]): readonly number[] {
  const listed = value
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  const isAnywhere = listed.some((each) => each === '*' || each === '0.0.0.0/0');
  switch (key) {
    case `${PREFIX}excludeOutboundPorts`:
      return ports.filter((port) => listed.includes(String(port)));
    case `${PREFIX}excludeOutboundIPRanges`:
      return isAnywhere ? ports : [];
    case `${PREFIX}includeOutboundIPRanges`:
      return listed.length === 0 ? ports : [];
    default:
      return [];
  }
}
