/**
 * Shares of requests by where they end.
 * @module
 */
import { type Part, SHAPE } from '../reading';
import { joinWords } from '../errors';
import type { Outcome, TracedMesh } from '../trace';
import { given } from './given';
import { MATCHES } from './messages';

/**
 * Shares of requests by where they end, as a trace prints it: `cluster2/reviews-v2`; or the status of what no workload answers, such as
 * `503 NC`, `403`, `301` or `no response`, for which `0` stands, too. A workload with a namesake in another namespace of its cluster has
 * its namespace: `cluster2/shop/reviews-v2` (MC230).
 */
export type Shares = Readonly<Record<string, number>>;

/** How much shares may differ. */
const PRECISION = 1e-6;

/**
 * Reads shares.
 *
 * @throws ConfigError if they have another form (MC035), or a key stands for several workloads (MC230)
 */
export function readShares(shares: Shares, mesh: TracedMesh): Shares {
  given('the shares of toRoute', shares, (part) => {
    for (const [key, value] of part.entries<string, number>()) {
      value.number(SHAPE.MC035, (share) => share >= 0 && share <= 1, 'be a number from 0 to 1', {
        fix: 'Write 0.25 for a quarter of the requests.',
      });
      checkKey(part.of(`the workload "${key}" of toRoute`, key), key, mesh);
    }
  });
  return shares;
}

function checkKey(part: Part<string>, key: string, mesh: TracedMesh): void {
  const [cluster = '', name, ...others] = key.split('/');
  if (name === undefined || others.length > 0) return;
  const named = mesh.sites.get(cluster)?.workloadsNamed(name) ?? [];
  const found = new Set(named.filter((each) => each.name === name).map((each) => each.namespace));
  if (found.size < 2) return;
  const all = [...found].sort().map((namespace) => `${cluster}/${namespace}/${name}`);
  part.report(MATCHES.MC230, `${part.title} must be one workload, but it may be ${joinWords(all, 'or')}.`, {
    got: key,
  });
}

/** Whether outcomes have shares. */
export function haveShares(outcomes: readonly Outcome[], wanted: Shares): boolean {
  const left = new Map(Object.entries(wanted));
  const found = new Map<string, number>();
  for (const outcome of outcomes) {
    const key = keysOf(outcome).find((each) => left.has(each)) ?? keysOf(outcome)[0] ?? '';
    found.set(key, (found.get(key) ?? 0) + outcome.probability);
  }
  const all = new Set([...left.keys(), ...found.keys()]);
  return [...all].every((key) => Math.abs((left.get(key) ?? 0) - (found.get(key) ?? 0)) < PRECISION);
}

/** What shares may call an end. */
function keysOf({ status, flag, cluster = '', namespace = '', workload }: Outcome): readonly string[] {
  if (workload === undefined) {
    const names = status === 0 ? ['no response', '0'] : [String(status)];
    return names.map((name) => (flag === undefined ? name : `${name} ${flag}`));
  }
  return [`${cluster}/${namespace}/${workload}`, `${cluster}/${workload}`];
}
