/**
 * A mesh whose rules have every condition and every action that there is.
 * @module
 */
import { type HttpMatch, Mesh, type MeshPlan, type RouteRule, SniAddressing, StringMatch } from '../../../../lib';
import type { Answer, PodRef, Question } from '../../lab/client';
import { addClusters } from '../clusters';
import { lab } from '../lab';

/** A rule of reviews. */
export type Rule = RouteRule<'v1' | 'v2' | 'v3'>;

/** What is asked of reviews: where nothing else is said, `http://reviews.rules:9080/` by GET. */
export interface Asked extends Pick<Question, 'headers' | 'options'> {
  /** The caller, where it must be this one. */
  readonly from?: PodRef;
  readonly host?: string;
  readonly port?: number;
  readonly path?: string;
}

/** What becomes of a request; the rule; the request; and what there is to see in its answer. */
export type Case = readonly [sentence: string, rule: Rule, request: Asked, answer: object];

/** A match of the paths that begin so. */
export function under(path: string): readonly HttpMatch[] {
  return [{ uri: StringMatch.prefix(path) }];
}

/** What a browser asks before a page of another origin may call. */
export function preflight(origin: string): Asked {
  return { headers: { origin, 'access-control-request-method': 'PUT' }, options: ['-X', 'OPTIONS'] };
}

/** Headers without one of this name. */
export function lacking(name: string): unknown {
  return expect.not.objectContaining({ [name]: expect.anything() as unknown });
}

/** Where callers are, and what they call; and another namespace, with another caller. */
export const [NAMESPACE, ASIDE] = ['rules', 'rules-aside'];

/** The same caller in two clusters, and one of another service and namespace. */
export const [HERE, THERE, APART] = [
  [1, `${NAMESPACE}/productpage`],
  [2, `${NAMESPACE}/productpage`],
  [1, `${ASIDE}/ratings`],
] as const satisfies readonly PodRef[];

/**
 * reviews v1 in the clusters of both callers, v2 in the second and v3 in the third. These rules are between one for callers of
 * the second cluster, and the default: v1 in the first.
 */
export function rulesPlan(rules: readonly Rule[]): MeshPlan {
  const mesh = new Mesh('rules');
  const [cluster1, cluster2, cluster3] = addClusters(mesh);
  const caller = { port: 9080, namespace: NAMESPACE };
  const productpage = mesh.addService('productpage', { ...caller, versions: { v1: [cluster1, cluster2] } });
  const ratings = mesh.addService('ratings', { ...caller, namespace: ASIDE, versions: { v1: [cluster1] } });
  const reviews = mesh.addService('reviews', {
    namespace: NAMESPACE,
    ports: { http: { port: 9080, protocol: 'HTTP' }, admin: { port: 9081, protocol: 'HTTP' } },
    versions: { v1: [cluster1, cluster2], v2: [cluster2], v3: [cluster3] },
  });
  productpage.calls(reviews);
  ratings.calls(reviews);
  const second = { match: [{ uri: StringMatch.exact('/from') }], from: [cluster2], to: [{ version: 'v3' }] } as const;
  reviews.addRoute([second, ...rules, { to: [{ version: 'v1', cluster: cluster1 }] }]);
  return mesh.plan(new SniAddressing());
}

/** Sends requests from a caller. */
export function ask(from: PodRef, request: Asked = {}, count = 1): Promise<readonly Answer[]> {
  const { host = `reviews.${NAMESPACE}`, port = 9080, path = '/', headers = {}, options = [] } = request;
  return lab.ask({ from, url: `http://${host}:${port}${path}`, headers, options, count });
}
