/**
 * Who makes the Service and the Deployments of a service.
 * @module
 */
import type { Part } from '../reading';
import { MESH } from './messages';
import { nameText, readObjectName } from './names';

/**
 * Whether something is written by this library, or exists without it.
 *
 * - `'generated'`: it is written.
 * - `'existing'`: something else makes it, in the same app or outside of it. It is never written.
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
   * The name of the ServiceAccount that its Pods run as, and so its identity in the mesh: a DNS name (MC002, MC033). Services of
   * a namespace may share one. Callers in other clusters expect this identity, in their own trust domain.
   * @default - `<mesh>-<service>`
   */
  readonly serviceAccountName?: string;
}

/**
 * A service whose Service and Deployments exist without this library. Those in the app are checked when it is written; nothing
 * is known of others. A cluster that only calls the service still gets its Service without selector, so that the name resolves.
 */
export interface ExistingWorkloads {
  /** Its Service, ServiceAccount and Deployments are made elsewhere (MC115). */
  readonly workloads: 'existing';
  /**
   * The name of the ServiceAccount that its Pods run as, a DNS name (MC002, MC033); `default` for Pods that name none. It must be
   * given (MC116): callers in other clusters answer 503 for Pods that have another identity.
   */
  readonly serviceAccountName: string;
}

/** Reads who makes something (MC115). */
export function readOrigin(part: Part<Origin>): Origin {
  return (part.isGiven ? part.oneOf(MESH.MC115, ORIGINS) : undefined) ?? 'generated';
}

/** Reads the service account of a service (MC002, MC033), which existing workloads must name (MC116). */
export function readAccount(part: Part<string>, workloads: Origin): string | undefined {
  if (part.isGiven) {
    readObjectName(part);
    return nameText(part.value);
  }
  if (workloads === 'existing') part.must(MESH.MC116, 'be given beside workloads "existing"');
  return undefined;
}
