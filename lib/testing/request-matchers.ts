/**
 * The types of the matchers.
 * @module
 */
import type { TraceRequest } from '../trace';
import type { CoverageOptions } from './matchers';
import type { Shares } from './shares';

/** The matchers that Jest's `expect` gets for meshes. */
export interface RequestMatchers<R> {
  /**
   * Expects that requests end where they should, in shares that add up to 1. The keys are workloads, such as
   * `cluster2/reviews-v2` or `cluster2/default/reviews-v2`, or statuses of requests that no workload answers, such as `503 NC`.
   * A workload needs its namespace if another one in its cluster has the same name (MC230).
   */
  toRoute(request: TraceRequest, shares: Shares): R;
  /** Expects that every outcome of requests is served. */
  toServe(request: TraceRequest): R;
  /** Expects that all requests fail with this status, such as 403, or 0 for no response. */
  toRefuse(request: TraceRequest, status: number): R;
  /**
   * Expects that requests follow all rules of VirtualServices, or a share of them: those of `requestClasses`, or others. A
   * failure lists the rules that none follows, and why. With options alone, the requests are `undefined`.
   */
  toCoverRoutes(requests?: Iterable<TraceRequest>, options?: CoverageOptions): R;
}
