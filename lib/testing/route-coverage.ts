/**
 * Which rules some requests follow, and which none does.
 * @module
 */
import { followedBy, type RouteRule, rulesIn, type TracedMesh, type TraceRequest } from '../trace';
import { meshIn } from './given';
import { readRequests } from './read-request';
import { findClasses, ruleKey } from './request-classes';

/** A rule that no request follows. */
export interface UnfollowedRule extends RouteRule {
  /**
   * Why `requestClasses` has no request for it.
   * @default - the requests are given
   */
  readonly why?: string;
}

const NO_CALLER = 'no caller that was found has it';

/** Which rules of VirtualServices for HTTP some requests follow. */
export interface RouteCoverage {
  readonly followed: readonly RouteRule[];
  readonly never: readonly UnfollowedRule[];
  /** The share of the rules that are followed, from 0 to 1. 1 if there are no rules. */
  readonly share: number;
}

/**
 * Finds which rules some requests follow on any of their ways.
 *
 * @param requests the requests; those of `requestClasses` if there are none
 * @throws ConfigError if the mesh is not one of `loadMesh` (MC225), a request has another form (MC035, MC228), a caller is unknown
 * (MC210) or not one workload (MC211), or a URL is not one that is followed (MC212, MC235)
 * @example
 * const { never } = routeCoverage(mesh);
 */
export function routeCoverage(mesh: TracedMesh, requests?: Iterable<TraceRequest>): RouteCoverage {
  const known = meshIn(mesh);
  const classes = requests === undefined ? findClasses(known) : undefined;
  const all = classes?.followed ?? readRequests(requests ?? []).map((each) => followedBy(known, each));
  const keys = new Set(all.flat().map(({ cluster, object, rule }) => ruleKey(cluster, object.id, rule)));
  const followed: RouteRule[] = [];
  const never: UnfollowedRule[] = [];
  for (const { rule, takenBy } of rulesIn(mesh)) {
    const key = ruleKey(rule.cluster, rule.object, rule.rule - 1);
    const taken = takenBy === undefined ? NO_CALLER : `rule ${takenBy} takes all requests before it`;
    if (keys.has(key)) followed.push(rule);
    else never.push(classes === undefined ? rule : { ...rule, why: classes.missed.get(key) ?? taken });
  }
  const count = followed.length + never.length;
  return { followed, never, share: count === 0 ? 1 : followed.length / count };
}
