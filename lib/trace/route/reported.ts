/**
 * What a rule says beside where its requests go: copies, delays, and how long and how often the proxy tries.
 * @module
 */
import type { Destination, HTTPRoute } from '../../istio';
import type { Delay, Mirror, Outcome } from '../outcome';

/** What an outcome reports of rules. */
export type Reported = Pick<Outcome, 'mirrors' | 'timeout' | 'retries'>;

/**
 * What is reported of a rule.
 *
 * @param hostOf the host that a destination stands for
 */
export function reported(route: HTTPRoute, hostOf: (destination: Destination) => string): Reported {
  const { timeout, retries } = route;
  const mirrors = mirrorsOf(route, hostOf);
  return {
    ...(mirrors.length > 0 && { mirrors }),
    ...(timeout !== undefined && { timeout }),
    ...(retries !== undefined && { retries }),
  };
}

/** The delay that a rule adds to requests; none if it delays none. Envoy knows no other than a fixed one. */
export function delaysOf({ fault }: HTTPRoute): readonly Delay[] {
  const { fixedDelay, percentage } = fault?.delay ?? {};
  const share = shareOf(percentage?.value);
  return fixedDelay === undefined || share === 0 ? [] : [{ fixedDelay, share }];
}

/** What is reported of the rules that a request followed. How long and how often to try is what the first one says. */
export function reportedOf(rules: readonly Reported[]): Reported {
  const mirrors = rules.flatMap((each) => each.mirrors ?? []);
  return { ...rules[0], ...(mirrors.length > 0 && { mirrors }) };
}

function mirrorsOf(
  { mirror, mirrors = [], mirrorPercentage }: HTTPRoute,
  hostOf: (destination: Destination) => string,
): readonly Mirror[] {
  const all =
    mirror === undefined
      ? mirrors
      : [{ destination: mirror, ...(mirrorPercentage && { percentage: mirrorPercentage }) }, ...mirrors];
  return all.flatMap(({ destination, percentage }) => {
    const { subset } = destination;
    const share = percentage === undefined ? 1 : shareOf(percentage.value);
    return share === 0 ? [] : [{ host: hostOf(destination), ...(subset !== undefined && { subset }), share }];
  });
}

/** A share from 0 to 1. */
export function shareOf(percent: number | undefined): number {
  return Math.min(Math.max(percent ?? 0, 0), 100) / 100;
}
