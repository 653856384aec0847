/**
 * What a rule says beside where its requests go: copies, and how long and how often the proxy tries.
 * @module
 */
import type { HTTPRoute } from '../../istio';
import type { Mirror, Outcome } from '../outcome';

/** What an outcome reports of the rules that its request followed. How long and how often to try is what the first one says. */
export function reportedOf(rules: readonly HTTPRoute[]): Pick<Outcome, 'mirrors' | 'timeout' | 'retries'> {
  const [first] = rules;
  if (first === undefined) return {};
  const { timeout, retries } = first;
  const mirrors = rules.flatMap(mirrorsOf);
  return {
    ...(mirrors.length > 0 && { mirrors }),
    ...(timeout !== undefined && { timeout }),
    ...(retries !== undefined && { retries }),
  };
}

function mirrorsOf({ mirror, mirrors = [], mirrorPercentage }: HTTPRoute): readonly Mirror[] {
  const all =
    mirror === undefined
      ? mirrors
      : [{ destination: mirror, ...(mirrorPercentage && { percentage: mirrorPercentage }) }, ...mirrors];
  return all.flatMap(({ destination: { host, subset }, percentage }) => {
    const share = percentage === undefined ? 1 : shareOf(percentage.value);
    return share === 0 ? [] : [{ host, ...(subset !== undefined && { subset }), share }];
  });
}

/** A share from 0 to 1. */
export function shareOf(percent: number | undefined): number {
  return Math.min(Math.max(percent ?? 0, 0), 100) / 100;
}
