/**
 * Describes a mesh for rules, and sends requests in it.
 * @module
 */
import { type HttpMatch, Mesh, type MeshPlan, type RouteRule, SniAddressing, StringMatch } from '../../../../lib';
import type { Answer, PodRef, Question } from '../../lab/client';
import { addClusters } from '../clusters';
import { lab } from '../lab';

/** A rule of reviews. */
export type Rule = RouteRule<'v1' | 'v2' | 'v3'>;

/** A request to reviews; by default a GET of `http://reviews.rules:9080/`. */
export interface Asked extends Pick<Question, 'headers' | 'options'> {
  /** The caller, if the case needs a particular one. */
  readonly from?: PodRef;
  readonly host?: string;
  readonly port?: number;
  readonly path?: string;
}

/** A case: what happens to a request, the rule, the request, and what its answer contains. */
export type Case = readonly [sentence: string, rule: Rule, request: Asked, answer: object];

/** Matches paths with a prefix. */
export function under(path: string): readonly HttpMatch[] {
  return [{ uri: StringMatch.prefix(path) }];
}

/** The preflight request that a browser sends for a page of another origin. */
export function preflight(origin: string): Asked {
  return { headers: { origin, 'access-control-request-method': 'PUT' }, options: ['-X', 'OPTIONS'] };
}

/** Expects that a header is absent. */
export function lacking(name: string): unknown {
  return expect.not.objectContaining({ [name]: expect.anything() as unknown });
}

/** The namespace of productpage and reviews, and the namespace of another caller. */
export const [NAMESPACE, ASIDE] = ['rules', 'rules-aside'];

/** productpage in two clusters, and ratings, a caller in another namespace. */
export const [HERE, THERE, APART] = [
  [1, `${NAMESPACE}/productpage`],
  [2, `${NAMESPACE}/productpage`],
  [1, `${ASIDE}/ratings`],
] as const satisfies readonly PodRef[];

/**
 * reviews v1 runs in the clusters of both callers, v2 in cluster2 and v3 in cluster3. Before the given rules comes a rule for
 * callers in cluster2. After them comes the default rule, to v1 in cluster1.
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
