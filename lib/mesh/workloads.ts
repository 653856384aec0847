/**
 * Who creates the Service and the Deployments of a service.
 * @module
 */
import type { Part } from '../reading';
import { MESH } from './messages';
import { nameText, readObjectName } from './names';

/**
 * Who creates an object.
 *
 * - `'generated'`: this library writes it.
 * - `'existing'`: something else creates it, in the same app or outside it. This library never writes it.
 */
export type Origin = 'generated' | 'existing';

const ORIGINS = ['generated', 'existing'] as const;

/** Options of a service whose Service, ServiceAccount and Deployments this library writes. */
export interface GeneratedWorkloads {
  /**
   * Who creates its Service, ServiceAccount and Deployments (MC115).
   * @default 'generated'
   */
  readonly workloads?: 'generated';
  /**
   * The name of the ServiceAccount of its Pods, which is its identity in the mesh: a DNS name (MC002, MC033). Services of a
   * namespace may share one. Callers in other clusters expect this identity, in their own trust domain.
   * @default - `<mesh>-<service>`
   */
  readonly serviceAccountName?: string;
}

/**
 * Options of a service whose Service and Deployments something else creates. If they are in the app, they are checked when it is
 * synthesized; otherwise they are not checked. A cluster that only calls the service still gets a Service without a selector, so
 * that the name resolves.
 */
export interface ExistingWorkloads {
  /** Something else creates its Service, ServiceAccount and Deployments (MC115). */
  readonly workloads: 'existing';
  /**
   * The name of the ServiceAccount of its Pods, a DNS name (MC002, MC033); `default` for Pods that name none. It is required
   * (MC116), because calls from other clusters fail with 503 if the Pods have another identity.
   */
  readonly serviceAccountName: string;
}

/** Reads who creates something (MC115). */
export function readOrigin(part: Part<Origin>): Origin {
  return (part.isGiven ? part.oneOf(MESH.MC115, ORIGINS) : undefined) ?? 'generated';
}

/** Reads the service account of a service (MC002, MC033), which existing workloads must name (MC116). */
export function readAccount(part: Part<string>, workloads: Origin): string | undefined {
  if (part.isGiven) {
    readObjectName(part);
    return nameText(part.value);
  }
  if (workloads === 'existing') part.must(MESH.MC116, 'be given with workloads "existing"');
  return undefined;
}
