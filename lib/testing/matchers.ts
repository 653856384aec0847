/**
 * Matchers of Jest that say where requests go.
 * @module
 */
import { styleOf } from '../cli/style';
import { treeOf } from '../cli/trace/tree';
import { type Outcome, trace, type TracedMesh, type TraceRequest } from '../trace';

/** What a matcher of Jest answers. */
interface Result {
  readonly pass: boolean;
  readonly message: () => string;
}

/** Shares of requests by where they end: `cluster2/reviews-v2`, or a status such as `503 NC`. */
export type Shares = Readonly<Record<string, number>>;

/** How much shares may differ. */
const PRECISION = 1e-6;

/** The matchers. */
export const MATCHERS = {
  /** Whether requests end where they should, in the given shares. */
  toRoute: (mesh: TracedMesh, request: TraceRequest, wanted: Shares): Result => {
    const outcomes = trace(mesh, request);
    const found = sharesOf(outcomes);
    const all = new Set([...Object.keys(wanted), ...Object.keys(found)]);
    const pass = [...all].every((end) => Math.abs((wanted[end] ?? 0) - (found[end] ?? 0)) < PRECISION);
    return resultOf(pass, request, outcomes, `to end in these shares: ${JSON.stringify(wanted)}`);
  },

  /** Whether every outcome of requests is served. */
  toServe: (mesh: TracedMesh, request: TraceRequest): Result => {
    const outcomes = trace(mesh, request);
    return resultOf(outcomes.every(isServed), request, outcomes, 'to be served');
  },

  /** Whether all requests get a status. */
  toRefuse: (mesh: TracedMesh, request: TraceRequest, status: number): Result => {
    const outcomes = trace(mesh, request);
    const pass = outcomes.every((each) => each.status === status && !isServed(each));
    return resultOf(pass, request, outcomes, `to be refused with ${status}`);
  },
};

function isServed({ status }: Outcome): boolean {
  return status > 0 && status < 400;
}

function sharesOf(outcomes: readonly Outcome[]): Shares {
  const shares: Record<string, number> = {};
  for (const { probability, status, flag, cluster, workload } of outcomes) {
    const end = workload === undefined ? [String(status), flag ?? []].flat().join(' ') : `${cluster ?? ''}/${workload}`;
    shares[end] = (shares[end] ?? 0) + probability;
  }
  return shares;
}

function resultOf(
  pass: boolean,
  { from, to, method = 'GET' }: TraceRequest,
  outcomes: readonly Outcome[],
  wanted: string,
): Result {
  const message = (): string =>
    [`Expected requests ${pass ? 'not ' : ''}${wanted}, but they go so:`, '', `${method} ${to} from ${from}`]
      .concat(treeOf(outcomes, styleOf(false)))
      .join('\n');
  return { pass, message };
}
