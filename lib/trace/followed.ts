/**
 * Which rules of VirtualServices there are for HTTP requests, and which of them a request follows.
 * @module
 */
import type { HTTPMatchRequest, HTTPRoute } from '../istio';
import { type ManifestObject, positionOf } from '../manifests';
import { isCatchAll } from '../match';
import type { TracedMesh } from './mesh';
import type { Trail } from './outcome';
import type { TraceRequest } from './request';
import { waysOf } from './trace';

/** A rule of a VirtualService for HTTP requests. */
export interface RouteRule {
  /** The cluster that has it. */
  readonly cluster: string;
  /** The VirtualService, as kubectl names it. */
  readonly object: string;
  /** Its number in the VirtualService, from 1. */
  readonly rule: number;
  /**
   * Its name.
   * @default - it has none
   */
  readonly name?: string;
  /** Where it stands: `file:line:column`. */
  readonly at: string;
}

/** A rule that a request follows. */
export interface FollowedRule {
  readonly cluster: string;
  readonly object: ManifestObject;
  /** Its index. */
  readonly rule: number;
  /** The index of the match that holds; undefined for a rule without any. */
  readonly match: number | undefined;
}

/** A rule, and the number of the one before it that takes all requests; undefined if none does. */
export interface DeclaredRule {
  readonly rule: RouteRule;
  readonly takenBy: number | undefined;
}

/** The rules of all clusters that are not gone. One that delegates is not among them, but those of its delegate are. */
export function rulesIn(mesh: TracedMesh): readonly DeclaredRule[] {
  return [...mesh.sites.values()].flatMap(({ cluster }) => {
    const { name, virtualServices, delegates, down } = cluster;
    if (down.isWhole) return [];
    return [...virtualServices, ...delegates.values()].flatMap(({ http }) => {
      const last = http.findIndex(({ route }) => takesAll(route));
      return http.flatMap(({ route, object, path }, index) => {
        if (route.delegate !== undefined) return [];
        const called = route.name === undefined ? {} : { name: route.name };
        const rule = { cluster: name, object: object.id, rule: index + 1, ...called, at: positionOf(object, path) };
        return [{ rule, takenBy: last !== -1 && index > last ? last + 1 : undefined }];
      });
    });
  });
}

/** Whether a rule holds for all requests of all callers. */
function takesAll({ match = [] }: HTTPRoute): boolean {
  const isForAll = ({ port, gateways, sourceLabels, sourceNamespace, ...others }: HTTPMatchRequest): boolean =>
    [port, gateways, sourceLabels, sourceNamespace].every((each) => each === undefined) && isCatchAll(others);
  return match.length === 0 || match.some(isForAll);
}

/** The rules that a request follows on any of its ways, those of its caller first. */
export function followedBy(mesh: TracedMesh, request: TraceRequest): readonly FollowedRule[] {
  const found = new Map<Trail, FollowedRule>();
  for (const { flow } of waysOf(mesh, request)) {
    const rules: (readonly [Trail, FollowedRule])[] = [];
    for (let each = flow.trail; each !== undefined; each = each.before) {
      const rule = ruleAt(each);
      if (rule !== undefined) rules.push([each, rule]);
    }
    for (const [trail, rule] of rules.reverse()) found.set(trail, rule);
  }
  return [...found.values()];
}

/** The rule that is decided at a hop. Its destinations are hops of their own. */
function ruleAt({ kind, cluster, object, path = [] }: Trail): FollowedRule | undefined {
  const [, list, rule, part, match] = path;
  if (kind !== 'rule' || object === undefined || list !== 'http' || typeof rule !== 'number') return undefined;
  if (part === undefined) return { cluster, object, rule, match: undefined };
  return part === 'match' && typeof match === 'number' ? { cluster, object, rule, match } : undefined;
}
