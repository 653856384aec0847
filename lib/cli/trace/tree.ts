/**
 * Shows the ways of a request as a tree: hops that ways have in common are shown once.
 * @module
 */
import { type Hop, isServed, type Outcome } from '../../trace';
import type { Style } from '../style';

/** How wide the kinds of hops are shown. */
const KIND = 13;
/** The column of places in files. */
const PLACE = 64;

/** How a tree is shown. */
interface Shown {
  readonly style: Style;
  /** The namespace of the caller, which workloads that answer are in if they name none. */
  readonly namespace: string;
}

/**
 * The lines of a tree of outcomes.
 *
 * @param namespace the namespace of the caller
 */
export function treeOf(outcomes: readonly Outcome[], namespace: string, style: Style): readonly string[] {
  return branch(outcomes, 0, '', undefined, { style, namespace });
}

/** The lines from a hop on, of outcomes that have all hops before it in common. */
function branch(
  outcomes: readonly Outcome[],
  index: number,
  indent: string,
  cluster: string | undefined,
  shown: Shown,
): readonly string[] {
  const ways = groupsAt(outcomes, index);
  const [only] = ways;
  const hop = only?.[0]?.hops[index];
  if (ways.length === 1 && only !== undefined && hop !== undefined) {
    const line = hopLine(hop, cluster, `${indent}│  ${hop.kind.padEnd(KIND)} `, shown.style);
    return [line, ...branch(only, index + 1, indent, hop.cluster, shown)];
  }
  return ways.flatMap((way, place) => {
    const isLast = place === ways.length - 1;
    const [outcome] = way;
    const next = outcome?.hops[index];
    const [corner, below] = [isLast ? '└─ ' : '├─ ', isLast ? '   ' : '│  '];
    if (outcome === undefined) return [];
    if (next === undefined) return endLines(outcome, indent, corner, shown);
    const head = hopLine(next, cluster, `${indent}${corner}${percent(next.share)} `, shown.style);
    return [head, ...branch(way, index + 1, indent + below, next.cluster, shown)];
  });
}

/** Groups outcomes by their next hop, in their order. Each that ends here is a group of its own. */
function groupsAt(outcomes: readonly Outcome[], index: number): readonly (readonly Outcome[])[] {
  const groups = new Map<string, Outcome[]>();
  for (const [place, outcome] of outcomes.entries()) {
    const hop = outcome.hops[index];
    const key = hop === undefined ? `end ${place}` : JSON.stringify([hop.cluster, hop.kind, hop.text, hop.at]);
    const found = groups.get(key);
    if (found === undefined) groups.set(key, [outcome]);
    else found.push(outcome);
  }
  return [...groups.values()];
}

/** What is decided, in another cluster than before if it is one, and where that stands. */
function hopLine({ text, at, cluster }: Hop, before: string | undefined, start: string, style: Style): string {
  const said = `${start}${text}${cluster === before ? '' : ` in ${cluster}`}`;
  return at === undefined ? said : `${said.padEnd(PLACE)}  ${style.dim(at)}`;
}

/** How a way ends. */
function endLines(outcome: Outcome, indent: string, corner: string, shown: Shown): readonly string[] {
  const { reason, fix, mirrors = [], delays = [], location, timeout, retries } = outcome;
  const below = `${indent}   `;
  return [
    `${indent}${corner}${summaryOf(outcome, shown)}`,
    ...(reason === undefined ? [] : [`${below}${reason}`]),
    ...(location === undefined ? [] : [`${below}Location: ${location}`]),
    ...(fix === undefined ? [] : [shown.style.dim(`${below}${fix}`)]),
    ...mirrors.map(({ host, subset, share }) => {
      const to = subset === undefined ? host : `${host}, subset ${subset}`;
      return `${below}mirrored to ${to} (${percent(share)})`;
    }),
    ...delays.map(({ fixedDelay, share }) => `${below}delayed by ${fixedDelay} (${percent(share)})`),
    ...(timeout === undefined ? [] : [`${below}timeout ${timeout}`]),
    ...(retries === undefined ? [] : [`${below}${retriesIn(retries)}`]),
  ];
}

/** `at most 3 retries after 5xx, 2s for each try`. */
function retriesIn({ attempts = 0, retryOn = '', perTryTimeout }: NonNullable<Outcome['retries']>): string {
  if (attempts <= 0) return 'no retries';
  const after = retryOn === '' ? '' : ` after ${retryOn.replaceAll(',', ', ')}`;
  const each = perTryTimeout === undefined ? '' : `, ${perTryTimeout} for each try`;
  return `at most ${attempts} ${attempts === 1 ? 'retry' : 'retries'}${after}${each}`;
}

/** An outcome on one line. */
function summaryOf(outcome: Outcome, { style, namespace: own }: Shown): string {
  const { probability, status, flag, cluster, namespace, workload, host, path } = outcome;
  const answer = status === 0 ? 'no response' : String(status);
  const code = (isServed(outcome) ? style.good : style.bad)([answer, flag ?? []].flat().join(' '));
  const names = [cluster, namespace === own ? [] : namespace, workload].flat();
  const where = workload === undefined ? '' : ` ${names.join('/')}`;
  const as = host === undefined || path === undefined ? '' : `, as ${host}${path}`;
  return `${code}${where}${as} (${percent(probability)})`;
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`;
}
