/**
 * For tests of users: loads meshes, and adds matchers to Jest's `expect` that say where requests go.
 *
 * @example
 * import { loadMesh } from 'cdk8s-istio-multicluster/testing';
 *
 * test('the user jason gets v2 and v3', () => {
 *   const request = { from: 'cluster1/productpage', to: 'http://reviews:9080', headers: { 'end-user': 'jason' } };
 *   expect(loadMesh('dist/bookinfo')).toRoute(request, { 'cluster2/reviews-v2': 0.5, 'cluster2/reviews-v3': 0.5 });
 * });
 * @module
 */
import type { TraceRequest } from '../trace';
import { type CoverageOptions, MATCHERS, type Shares } from './matchers';

export type { Finding } from '../errors';
export type { Hop, MeshFacts, Outcome, RouteRule, TracedMesh, TraceRequest } from '../trace';
export { trace } from '../trace';
export { loadMesh } from './load-mesh';
export type { CoverageOptions, Shares } from './matchers';
export { requestClasses } from './request-classes';
export { type RouteCoverage, routeCoverage, type UnfollowedRule } from './route-coverage';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- Jest's types are merged so
  namespace jest {
    interface Matchers<R> {
      /**
       * Expects that requests end where they should, in shares that add up to 1. The keys are workloads, such as
       * `cluster2/reviews-v2`, or statuses of requests that no workload answers, such as `503 NC`.
       */
      toRoute(request: TraceRequest, shares: Shares): R;
      /** Expects that every outcome of requests is served. */
      toServe(request: TraceRequest): R;
      /** Expects that all requests get a status of at least 400. */
      toRefuse(request: TraceRequest, status: number): R;
      /**
       * Expects that requests follow all rules of VirtualServices, or a share of them: those of `requestClasses`, or others. A
       * failure lists the rules that none follows, and why.
       */
      toCoverRoutes(requests?: Iterable<TraceRequest>, options?: CoverageOptions): R;
    }
  }
}

/** Jest's `expect`, if this is a test of Jest. */
declare const expect: { extend(matchers: typeof MATCHERS): void } | undefined;

if (typeof expect !== 'undefined') expect.extend(MATCHERS);
