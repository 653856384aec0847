/**
 * Matchers of Jest that say where requests go.
 * @module
 */
import { styleOf } from '../cli/style';
import { notesOn } from '../cli/trace/notes';
import { treeOf } from '../cli/trace/tree';
import { SHAPE } from '../reading';
import { isServed, type Outcome, trace, type TracedMesh, type TraceRequest } from '../trace';
import { given, meshIn } from './given';
import { MATCHES } from './messages';
import { readRequest } from './read-request';
import { routeCoverage, type UnfollowedRule } from './route-coverage';
import { haveShares, readShares, type Shares } from './shares';

/** What a matcher of Jest answers. */
interface Result {
  readonly pass: boolean;
  readonly message: () => string;
}

/** How many of the rules must be followed. */
export interface CoverageOptions {
  /**
   * The share of the rules, from 0 to 1 (MC226).
   * @default 1
   */
  readonly threshold?: number;
}

/** The matchers. */
export const MATCHERS = {
  /** Whether requests end where they should, in the given shares. */
  toRoute: (value: unknown, request: TraceRequest, wanted: Shares): Result => {
    const [mesh, outcomes] = traced(value, request);
    const shares = readShares(wanted, mesh);
    const pass = outcomes.length > 0 && haveShares(outcomes, shares);
    return resultOf(pass, mesh, request, outcomes, `to end in these shares: ${JSON.stringify(shares)}`);
  },

  /** Whether every outcome of requests is served. */
  toServe: (value: unknown, request: TraceRequest): Result => {
    const [mesh, outcomes] = traced(value, request);
    return resultOf(outcomes.length > 0 && outcomes.every(isServed), mesh, request, outcomes, 'to be served');
  },

  /** Whether all requests get a status. */
  toRefuse: (value: unknown, request: TraceRequest, status: number): Result => {
    const [mesh, outcomes] = traced(value, request);
    checkStatus(status);
    const pass = outcomes.length > 0 && outcomes.every((each) => each.status === status && !isServed(each));
    return resultOf(pass, mesh, request, outcomes, `to be refused with ${status}`);
  },

  /** Whether some requests follow all rules, or a share of them. */
  toCoverRoutes: (value: unknown, requests?: Iterable<TraceRequest>, options: CoverageOptions = {}): Result => {
    const mesh = meshIn(value);
    const threshold = readThreshold(options);
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

/** The mesh that a matcher got (MC225), and what becomes of a request there. */
function traced(value: unknown, request: TraceRequest): readonly [TracedMesh, readonly Outcome[]] {
  const mesh = meshIn(value);
  return [mesh, trace(mesh, readRequest(request))];
}

/** Reads the status of toRefuse (MC035). */
function checkStatus(status: number): void {
  given('the status of toRefuse', status, (part) =>
    part.integer(SHAPE.MC035, 0, 599, { fix: 'Write a status such as 403, or 0 for no response.' }),
  );
}

/** Reads the options of toCoverRoutes (MC035, MC226). */
function readThreshold(options: CoverageOptions): number {
  return given('the matcher toCoverRoutes', options, (part) => {
    const { threshold } = part.options(['threshold']);
    const isShare = (share: number): boolean => share >= 0 && share <= 1;
    return (
      threshold.optional((each) =>
        each.named('the threshold of toCoverRoutes').number(MATCHES.MC226, isShare, 'be a share from 0 to 1'),
      ) ?? 1
    );
  });
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
      .concat(treeOf(outcomes, mesh.caller(from).sender.proxy.namespace, styleOf(false)), notedOn(mesh, outcomes))
      .join('\n');
  return { pass, message };
}
