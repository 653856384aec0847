/**
 * The same as `tries.ts` for many endpoints that differ, without following each order of tries. To choose one endpoint after another
 * by weight is like having each ring at a random time, the earlier the heavier it is. What the others have done by the time at
 * which one rings are then independent events, and the shares are integrals over that time.
 * @see https://en.wikipedia.org/wiki/Exponential_distribution#Distribution_of_the_index_of_the_minimum
 * @module
 */
import { addRepeated, type Group, type Share } from './repeated-tries';

/** The logarithms of the times that are looked at. */
const [FIRST, LAST, STEP] = [-35, 35, 0.125];

/** How many endpoints that are alike are told apart. */
const MOST_ALIKE = 100;

/** How many tries are told apart, times the endpoints. */
const MOST_WORK = 25_000;

/** How likely each number of failed tries is. */
type Counts = readonly number[];

/** An endpoint at a time. */
interface Host {
  readonly group: number;
  /** How likely it has not rung yet. */
  readonly silent: number;
  /** How likely it has rung, and its connection failed. */
  readonly failed: number;
}

/** The shares of groups of endpoints. */
export function sharesOfMany(groups: readonly Group[], attempts: number): readonly Share[] {
  const shares = groups.map((): Share => ({ tried: 0, last: 0 }));
  const total = groups.reduce((sum, { hosts, weight }) => sum + hosts * weight, 0);
  const scaled = groups.map(({ hosts, weight, failing }) => {
    const fewer = Math.min(hosts, MOST_ALIKE);
    return { hosts: fewer, weight: (weight * hosts) / fewer / total, failing };
  });
  const hosts = scaled.reduce((sum, each) => sum + each.hosts, 0);
  const most = Math.min(attempts, Math.ceil(MOST_WORK / hosts));
  for (let log = FIRST; log <= LAST; log += STEP) {
    const time = Math.exp(log);
    addAt(shares, scaled, time, most, time * STEP);
  }
  const afterAll = scaled.reduce((product, { hosts: all, failing }) => product * failing ** all, 1);
  if (hosts <= most) addRepeated(shares, scaled, afterAll, attempts - hosts);
  return shares;
}

/** Adds the tries at a time: those of each endpoint, if all that have rung before failed, and are not more than may be. */
function addAt(shares: readonly Share[], groups: readonly Group[], time: number, most: number, span: number): void {
  const good = groups.reduce((sum, { hosts, weight, failing }) => sum + (failing === 0 ? hosts * weight : 0), 0);
  const factor = Math.exp(-good * time) * span;
  if (factor === 0) return;
  const bad = groups.flatMap(({ hosts, weight, failing }, group) => {
    const silent = Math.exp(-weight * time);
    return failing === 0 ? [] : Array<Host>(hosts).fill({ group, silent, failed: failing * (1 - silent) });
  });
  const after = countsAfter(bad, most);
  let before: Counts = [1];
  for (const [index, host] of bad.entries()) {
    const { weight } = groups[host.group] ?? { weight: 0 };
    addTogether(shares[host.group], weight * host.silent * factor, before, after[index + 1] ?? [1], most);
    before = withHost(before, host, most);
  }
  for (const [index, { hosts, weight, failing }] of groups.entries())
    if (failing === 0) addTogether(shares[index], hosts * weight * factor, before, [1], most);
}

/** What the endpoints from each index on have done. */
function countsAfter(hosts: readonly Host[], most: number): readonly Counts[] {
  const found: Counts[] = [[1]];
  for (const host of [...hosts].reverse()) found.push(withHost(found.at(-1) ?? [1], host, most));
  return found.reverse();
}

function withHost(counts: Counts, { silent, failed }: Host, most: number): Counts {
  const found = Array<number>(Math.min(counts.length, most) + 1).fill(0);
  for (let index = 0; index < found.length; index++)
    found[index] = (counts[index] ?? 0) * silent + (counts[index - 1] ?? 0) * failed;
  return found;
}

/** Adds the tries that follow as many others as both together may have been. */
function addTogether(share: Share | undefined, chance: number, one: Counts, other: Counts, most: number): void {
  if (share === undefined) return;
  const sums: number[] = [];
  for (const each of other) sums.push((sums.at(-1) ?? 0) + each);
  for (const [index, each] of one.entries()) {
    const rest = most - index;
    share.tried += chance * each * (sums[Math.min(rest, sums.length - 1)] ?? 0);
    share.last += chance * each * (other[rest] ?? 0);
  }
}
