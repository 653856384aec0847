/**
 * Matchers of Jest that say where requests go.
 * @module
 */
import { styleOf } from '../cli/style';
import { notesOn } from '../cli/trace/notes';
import { treeOf } from '../cli/trace/tree';
import { CallSite, ConfigError, issue, valueText } from '../errors';
import { isServed, type Outcome, trace, TracedMesh, type TraceRequest } from '../trace';
import { MATCHES } from './messages';
import { routeCoverage, type UnfollowedRule } from './route-coverage';

/** What a matcher of Jest answers. */
interface Result {
  readonly pass: boolean;
  readonly message: () => string;
}

/** Shares of requests by where they end: `cluster2/reviews-v2`, or a status such as `503 NC`. */
export type Shares = Readonly<Record<string, number>>;

/** How many of the rules must be followed. */
export interface CoverageOptions {
  /**
   * The share of the rules, from 0 to 1 (MC226).
   * @default 1
   */
  readonly threshold?: number;
}

/** How much shares may differ. */
const PRECISION = 1e-6;

/** The matchers. */
export const MATCHERS = {
  /** Whether requests end where they should, in the given shares. */
  toRoute: (value: unknown, request: TraceRequest, wanted: Shares): Result => {
    const mesh = meshIn(value);
    const outcomes = trace(mesh, request);
    const found = sharesOf(outcomes);
    const all = new Set([...Object.keys(wanted), ...Object.keys(found)]);
    const pass = [...all].every((end) => Math.abs((wanted[end] ?? 0) - (found[end] ?? 0)) < PRECISION);
    return resultOf(pass, mesh, request, outcomes, `to end in these shares: ${JSON.stringify(wanted)}`);
  },

  /** Whether every outcome of requests is served. */
  toServe: (value: unknown, request: TraceRequest): Result => {
    const mesh = meshIn(value);
    const outcomes = trace(mesh, request);
    return resultOf(outcomes.every(isServed), mesh, request, outcomes, 'to be served');
  },

  /** Whether all requests get a status. */
  toRefuse: (value: unknown, request: TraceRequest, status: number): Result => {
    const mesh = meshIn(value);
    const outcomes = trace(mesh, request);
    const pass = outcomes.every((each) => each.status === status && !isServed(each));
    return resultOf(pass, mesh, request, outcomes, `to be refused with ${status}`);
  },

  /** Whether some requests follow all rules, or a share of them. */
  toCoverRoutes: (
    value: unknown,
    requests?: Iterable<TraceRequest>,
    { threshold = 1 }: CoverageOptions = {},
  ): Result => {
    if (!(threshold >= 0 && threshold <= 1)) throw badThreshold(threshold);
    const mesh = meshIn(value);
    const { followed, never, share } = routeCoverage(mesh, requests);
    const pass = share >= threshold;
    const all = followed.length + never.length;
    const counted = `they follow ${followed.length} of ${all}`;
    const wanted = `${pass ? 'not ' : ''}to follow ${Number((threshold * 100).toFixed(2))} % of the rules`;
    const message = (): string =>
      never.length === 0
        ? `Expected requests ${wanted}, but ${counted}.`
        : [`Expected requests ${wanted}, but ${counted}. No request follows:`, '']
            .concat(never.map(ruleLine), notedOn(mesh))
            .join('\n');
    return { pass, message };
  },
};

function ruleLine({ cluster, object, rule, name, at, why }: UnfollowedRule): string {
  const named = name === undefined ? '' : ` "${name}"`;
  return `rule ${rule}${named} of ${object} in ${cluster} (${at})${why === undefined ? '' : `: ${why}`}`;
}

/** The mesh that a matcher got (MC225). */
function meshIn(value: unknown): TracedMesh {
  if (value instanceof TracedMesh) return value;
  const what = 'A matcher for requests must get a mesh of loadMesh, but got something else.';
  throw new ConfigError([issue(MATCHES.MC225, { what, got: value }, CallSite.here())]);
}

function badThreshold(threshold: unknown): ConfigError {
  const what = `The threshold of toCoverRoutes must be a share from 0 to 1, but is ${valueText(threshold)}.`;
  return new ConfigError([issue(MATCHES.MC226, { what, got: threshold }, CallSite.here())]);
}

function sharesOf(outcomes: readonly Outcome[]): Shares {
  const shares: Record<string, number> = {};
  for (const { probability, status, flag, cluster, workload } of outcomes) {
    const end = workload === undefined ? [String(status), flag ?? []].flat().join(' ') : `${cluster ?? ''}/${workload}`;
    shares[end] = (shares[end] ?? 0) + probability;
  }
  return shares;
}

/** What the command says beside a trace, below a line without text. */
function notedOn(mesh: TracedMesh, outcomes: readonly Outcome[] = []): readonly string[] {
  const notes = notesOn(mesh, outcomes);
  return notes.length === 0 ? [] : ['', ...notes];
}

function resultOf(
  pass: boolean,
  mesh: TracedMesh,
  { from, to, method = 'GET' }: TraceRequest,
  outcomes: readonly Outcome[],
  wanted: string,
): Result {
  const message = (): string =>
    [`Expected requests ${pass ? 'not ' : ''}${wanted}, but they go so:`, '', `${method} ${to} from ${from}`]
      .concat(treeOf(outcomes, styleOf(false)), notedOn(mesh, outcomes))
      .join('\n');
  return { pass, message };
}
