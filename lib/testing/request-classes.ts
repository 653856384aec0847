/**
 * Requests that differ in which rules they follow: one for each alternative of each rule that callers have.
 * @module
 */
import { isCatchAll } from '../match';
import { type FollowedRule, followedBy, type Offer, offersIn, type TracedMesh, type TraceRequest } from '../trace';
import { candidatesFor } from './candidates';
import { meshIn } from './given';

/** An alternative of a rule. */
type Option = Offer['options'][number];

/** A request, and the rules that it follows. */
interface FoundClass {
  readonly request: TraceRequest;
  readonly followed: readonly FollowedRule[];
}

/** The requests of a mesh, and which rules none was found for. */
interface FoundClasses {
  readonly requests: readonly TraceRequest[];
  /** The rules that the requests follow. */
  readonly followed: readonly (readonly FollowedRule[])[];
  /** Why there is no request for a rule, by `ruleKey`. */
  readonly missed: ReadonlyMap<string, string>;
}

const known = new WeakMap<TracedMesh, FoundClasses>();

/**
 * Requests that differ in which rules of VirtualServices they follow: for each cluster, each host and each match of its rules, one
 * that the match holds for, and one that none does. They come from workloads with sidecars, and from ingress gateways. Of
 * callers that have the same rules for a host, the first one calls. A Service without rules gets one request.
 *
 * A request that no match holds for gets 404 if the rules do not end with one for all requests. A match has no request if rules
 * before it take all that were tried, or if its regular expression is not simple. `routeCoverage` says so.
 *
 * @throws ConfigError if the mesh is not one of `loadMesh` (MC225), or a request meets a regular expression that is not valid in RE2
 * (MC215)
 * @example
 * expect(requestClasses(mesh)).toContainEqual({ from: 'east/web-v1', to: 'http://cart:8080/' });
 */
export function requestClasses(mesh: TracedMesh): readonly TraceRequest[] {
  return findClasses(meshIn(mesh)).requests;
}

/** Finds the requests, and for which rules there are none. A mesh does not change, so this is done once. */
export function findClasses(mesh: TracedMesh): FoundClasses {
  const before = known.get(mesh);
  if (before !== undefined) return before;
  const classes: FoundClass[] = [];
  const missed = new Map<string, string>();
  for (const offer of offersIn(mesh)) {
    for (const [index, option] of offer.options.entries()) {
      const found = requestFor(mesh, offer, option, index);
      if (typeof found === 'string') missed.set(keyOfOption(offer, option), found);
      else classes.push(found);
    }
    const other = requestForNone(mesh, offer);
    if (other !== undefined) classes.push(other);
  }
  const all = {
    requests: classes.map(({ request }) => request),
    followed: classes.map(({ followed }) => followed),
    missed,
  };
  known.set(mesh, all);
  return all;
}

/** A request that follows an alternative; or why there is none. */
function requestFor(mesh: TracedMesh, offer: Offer, option: Option, index: number): FoundClass | string {
  const before = offer.options.slice(0, index).map(({ conditions }) => conditions);
  const candidates = candidatesFor(offer, option.conditions, before);
  if (typeof candidates === 'string') return candidates;
  const found = firstOf(candidates, mesh, (rule) => isOf(rule, option));
  return found ?? 'no request that was tried gets to it';
}

/** A request that no alternative holds for. */
function requestForNone(mesh: TracedMesh, offer: Offer): FoundClass | undefined {
  const conditions = offer.options.map((each) => each.conditions);
  if (conditions.some(isCatchAll)) return undefined;
  const candidates = candidatesFor(offer, {}, conditions);
  if (typeof candidates === 'string') return undefined;
  return firstOf(candidates, mesh, (rule) => !offer.options.some((option) => isOf(rule, option)));
}

/** The first request whose first rule is as it should be. */
function firstOf(
  candidates: readonly TraceRequest[],
  mesh: TracedMesh,
  isWanted: (rule: FollowedRule | undefined) => boolean,
): FoundClass | undefined {
  for (const request of candidates) {
    const followed = followedBy(mesh, request);
    if (isWanted(followed[0])) return { request, followed };
  }
  return undefined;
}

function isOf(followed: FollowedRule | undefined, { rule, match }: Option): boolean {
  return followed?.object === rule.object && followed.rule === rule.path[2] && followed.match === match;
}

/** The key of a rule of a cluster, whose index is given. */
export function ruleKey(cluster: string, object: string, index: number): string {
  return `${cluster} ${object} ${index}`;
}

function keyOfOption({ from }: Offer, { rule }: Option): string {
  return ruleKey(from.replace(/\/.*/s, ''), rule.object.id, Number(rule.path[2]));
}
