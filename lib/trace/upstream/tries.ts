/**
 * How likely requests come to each of several endpoints, if they are sent again after a failure, to one that was not tried before.
 * @see https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/http/http_connection_management#retry-plugin-configuration
 * @module
 */
import { groupBy } from '../../manifests';
import { addRepeated, chancesOf, type Group, type Share } from './repeated-tries';
import { sharesOfMany } from './tries-of-many';

/** How many ways of having tried endpoints are followed one by one. */
const MOST_STATES = 1000;

/** What share of the requests comes to each group, and for which it is the last, since there are no more retries. */
export function sharesOf(groups: readonly Group[], attempts: number): readonly Share[] {
  const keyOf = ({ weight, failing }: Group): string => `${weight.toPrecision(12)} ${failing.toPrecision(12)}`;
  const alike = groupBy(groups, keyOf);
  const kinds = [...alike.values()].flatMap((all): readonly Group[] => {
    const [first] = all;
    return first === undefined ? [] : [{ ...first, hosts: all.reduce((sum, { hosts }) => sum + hosts, 0) }];
  });
  const shares = (statesOf(kinds, attempts) <= MOST_STATES ? stepByStep : sharesOfMany)(kinds, attempts);
  const byKey = new Map([...alike.keys()].map((key, index) => [key, { hosts: kinds[index]?.hosts, ...shares[index] }]));
  return groups.map((group) => {
    const { hosts = 1, tried = 0, last = 0 } = byKey.get(keyOf(group)) ?? {};
    return { tried: (tried * group.hosts) / hosts, last: (last * group.hosts) / hosts };
  });
}

/** How many ways there may be of having tried a number of endpoints. */
function statesOf(kinds: readonly Group[], attempts: number): number {
  const [, ...others] = kinds
    .map(({ hosts, failing }) => (failing === 0 ? 1 : Math.min(hosts, attempts) + 1))
    .sort((one, other) => other - one);
  return others.reduce((product, each) => product * each, 1);
}

/** Counts try by try. Tries of the same endpoints in another order are one. */
function stepByStep(kinds: readonly Group[], attempts: number): readonly Share[] {
  const shares = kinds.map((): Share => ({ tried: 0, last: 0 }));
  let states = new Map([[kinds.map(({ hosts }) => hosts).join(), 1]]);
  for (let rest = attempts; rest >= 0 && states.size > 0; rest--) {
    const next = new Map<string, number>();
    for (const [state, probability] of states) {
      const left = state.split(',').map(Number);
      if (left.every((each) => each === 0)) addRepeated(shares, kinds, probability, rest);
      else
        for (const [index, { share, failing }] of chancesOf(kinds, left).entries()) {
          if (share === 0) continue;
          add(shares[index], probability * share, rest === 0);
          const after = left.map((each, other) => (other === index ? each - 1 : each)).join();
          if (rest > 0 && failing > 0) next.set(after, (next.get(after) ?? 0) + probability * share * failing);
        }
    }
    states = next;
  }
  return shares;
}

function add(share: Share | undefined, probability: number, isLast: boolean): void {
  if (share === undefined) return;
  share.tried += probability;
  if (isLast) share.last += probability;
}
