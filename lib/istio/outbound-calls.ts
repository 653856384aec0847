/**
 * Annotations of Pods that decide which connections from them go through their sidecar.
 * @see https://istio.io/latest/docs/reference/config/annotations/
 * @module
 */
import type { Labels } from './labels';

const PREFIX = 'traffic.sidecar.istio.io/';

/** Ranges that hold every address. */
const EVERYTHING: readonly (string | undefined)[] = ['*', '0.0.0.0/0'];

/** An annotation that keeps calls to some ports from the sidecar. */
interface Bypass {
  readonly key: string;
  readonly value: string;
  readonly ports: readonly number[];
}

/** The annotations that certainly keep calls to some ports from the sidecar, whatever addresses Services have. */
export function bypassesOf(annotations: Labels, ports: readonly number[]): readonly Bypass[] {
  const listed = (name: string): readonly string[] =>
    (annotations[PREFIX + name] ?? '').split(',').map((each) => each.trim());
  const has = (name: string, port: number): boolean => listed(name).some((each) => each === '*' || each === `${port}`);
  const isPast: Readonly<Record<string, (port: number) => boolean>> = {
    excludeOutboundPorts: (port) => has('excludeOutboundPorts', port),
    excludeOutboundIPRanges: () => listed('excludeOutboundIPRanges').some((each) => EVERYTHING.includes(each)),
    // without ranges, only ports that are listed too go through the sidecar
    includeOutboundIPRanges: (port) =>
      listed('includeOutboundIPRanges').every((each) => each === '') && !has('includeOutboundPorts', port),
  };
  return Object.entries(isPast).flatMap(([name, isPastAt]) => {
    const key = PREFIX + name;
    const value = annotations[key];
    const past = value === undefined ? [] : ports.filter(isPastAt);
    return value === undefined || past.length === 0 ? [] : [{ key, value, ports: past }];
  });
}
