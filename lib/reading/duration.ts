/**
 * Durations, as Istio's manifests write them.
 * @module
 */

/**
 * A length of time: a number with the unit ms, s, m or h. It is at least 1ms, in whole milliseconds (MC044).
 *
 * @example
 * const timeouts: Duration[] = ['500ms', '1.5s', '2m', '24h'];
 * @see https://protobuf.dev/reference/protobuf/google.protobuf/#duration
 */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h'}`;

const MILLISECONDS: Readonly<Record<string, bigint>> = { ms: 1n, s: 1000n, m: 60_000n, h: 3_600_000n };

/** The longest duration that Istio reads, in milliseconds: 64 bits of nanoseconds. */
const MAX = 9_223_372_036_854n;

/** The milliseconds of a duration; undefined if the value is not a duration. */
export function millisecondsOf(duration: unknown): number | undefined {
  if (typeof duration !== 'string') return undefined;
  const [, whole = '', fraction = '', unit = ''] = /^(\d+)(?:\.(\d+))?(ms|s|m|h)$/.exec(duration) ?? [];
  const factor = MILLISECONDS[unit];
  if (factor === undefined) return undefined;
  // computed in integers, because 1.001 * 1000 is not exactly 1001
  const scale = 10n ** BigInt(fraction.length);
  const scaled = BigInt(whole + fraction) * factor;
  const result = scaled / scale;
  return scaled % scale === 0n && result >= 1n && result <= MAX ? Number(result) : undefined;
}
