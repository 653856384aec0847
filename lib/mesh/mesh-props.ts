/**
 * What holds for a whole mesh.
 * @module
 */
import type { CallSite } from '../errors';
import { readOptions } from './shape';
import type { MeshState } from './state';
import { type Origin, readOrigin } from './workloads';

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
  /**
   * Who makes the Namespaces of its services (MC115). Those that are made elsewhere are neither written nor labelled: label
   * them for injection yourself, as a gateway lets in only to Pods that have a proxy.
   * @default 'generated'
   */
  readonly namespaces?: Origin;
}

/** Reads the options of a mesh; reports MC035 and MC115. */
export function readMeshProps(state: MeshState, props: MeshProps, at: CallSite): Required<MeshProps> {
  const role = `options of mesh "${state.name}"`;
  const { leastPrivilege = false, namespaces } = readOptions(state, props, role, ['leastPrivilege', 'namespaces'], at);
  const given: unknown = leastPrivilege;
  if (typeof given !== 'boolean') {
    state.report('MC035', { what: 'leastPrivilege is neither true nor false', got: given }, at);
  }
  return {
    leastPrivilege: given === true,
    namespaces: readOrigin(state, namespaces, `namespaces of mesh "${state.name}"`, at),
  };
}
