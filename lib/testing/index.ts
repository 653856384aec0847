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
import { MATCHERS } from './matchers';
import type { RequestMatchers } from './request-matchers';

// Testing
export type { ClusterFacts, Hop, MeshFacts, Outcome, RouteRule, TracedMesh, TraceRequest } from '../trace';
export { loadMesh } from './load-mesh';
export type { CoverageOptions } from './matchers';
export type { RequestMatchers } from './request-matchers';
export { requestClasses } from './request-classes';
export { type RouteCoverage, routeCoverage, type UnfollowedRule } from './route-coverage';
export type { Shares } from './shares';
export { trace } from './trace';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- Jest's types are merged so
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- Jest's interface gets more members
    interface Matchers<R> extends RequestMatchers<R> {}
  }
}

/** Jest's `expect`, if this is a test of Jest. */
declare const expect: { extend(matchers: typeof MATCHERS): void } | undefined;

if (typeof expect !== 'undefined') expect.extend(MATCHERS);
