/**
 * Who makes the Service and the Deployments of a service.
 * @module
 */
import { type CallSite, nearMiss } from '../errors';
import type { MeshState } from './state';

/**
 * Whether something is written by this library, or exists without it.
 *
 * - `'generated'`: it is written.
 * - `'existing'`: it is made elsewhere, in the same app by whatever made it, or outside of it. It is never written.
 */
export type Origin = 'generated' | 'existing';

const ORIGINS = ['generated', 'existing'] as const;

/** A service whose Service, ServiceAccount and Deployments are written. */
export interface GeneratedWorkloads {
  /**
   * Who makes its Service, ServiceAccount and Deployments (MC115).
   * @default 'generated'
   */
  readonly workloads?: 'generated';
  /**
   * Name of the ServiceAccount that its Pods run as, hence its identity in the mesh; services of a namespace may share one.
   * Callers in other clusters expect this identity, in their own trust domain.
   * @default - `<mesh>-<service>`
   */
  readonly serviceAccountName?: string;
}

/**
 * A service whose Service and Deployments exist without this library. Those that are in the app are checked when it is
 * written; of those that are not, nothing is known. A cluster that only calls the service gets its Service without selector
 * as ever, so that the name resolves.
 */
export interface ExistingWorkloads {
  /** Its Service, ServiceAccount and Deployments are made elsewhere (MC115). */
  readonly workloads: 'existing';
  /**
   * Name of the ServiceAccount that its Pods run as; `default` for Pods that name none. It must be said (MC116): callers in
   * other clusters refuse Pods that have another identity, with 503.
   */
  readonly serviceAccountName: string;
}

/** Reads who makes something; reports MC115. */
export function readOrigin(state: MeshState, given: Origin | undefined, role: string, at: CallSite): Origin {
  const origin = ORIGINS.find((each) => each === (given ?? 'generated'));
  if (origin !== undefined) return origin;
  state.report('MC115', { what: `${role} is unknown`, got: given, meant: nearMiss(given, ORIGINS) }, at);
  return 'generated';
}

/** Reports MC116 for existing workloads whose identity is not said. */
export function checkIdentity(
  state: MeshState,
  service: string,
  workloads: Origin,
  account: string | undefined,
  at: CallSite,
): void {
  if (workloads === 'generated' || account !== undefined) return;
  state.report(
    'MC116',
    { what: `service "${service}" has existing workloads and names no service account`, got: account },
    at,
  );
}
