/**
 * What holds for a whole mesh.
 * @module
 */
import type { CallSite } from '../errors';
import { readOptions } from './shape';
import type { MeshState } from './state';

/** Options of Mesh. */
export interface MeshProps {
  /**
   * Whether nothing but the declared calls is let through (MC080, MC083, MC084): every service refuses plain text, and whoever
   * is none of its callers; and what is written for callers is visible to their namespaces only. A service that nothing calls
   * refuses everyone, so ingress gateways must be described too.
   * @default false
   * @see https://istio.io/latest/docs/concepts/security/
   */
  readonly leastPrivilege?: boolean;
}

/** Reads the options of a mesh; reports MC035. */
export function readMeshProps(state: MeshState, props: MeshProps, at: CallSite): Required<MeshProps> {
  const { leastPrivilege = false } = readOptions(
    state,
    props,
    `options of mesh "${state.name}"`,
    ['leastPrivilege'],
    at,
  );
  const given: unknown = leastPrivilege;
  if (typeof given !== 'boolean') {
    state.report('MC035', { what: 'leastPrivilege is neither true nor false', got: given }, at);
  }
  return { leastPrivilege: given === true };
}
