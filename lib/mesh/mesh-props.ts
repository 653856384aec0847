/**
 * What holds for a whole mesh.
 * @module
 */
import type { Part } from '../reading';
import { type Origin, readOrigin } from './workloads';

/** Options of Mesh. */
export interface MeshProps {
  /**
   * Whether only the declared calls are let through (MC080, MC083, MC084). Every service then refuses plain text, and everyone
   * that does not call it; and what is written for callers is visible in their namespaces only. A service that nothing calls
   * refuses everyone, so ingress gateways must be described too.
   * @default false
   * @see https://istio.io/latest/docs/concepts/security/
   */
  readonly leastPrivilege?: boolean;
  /**
   * Who makes the Namespaces of its services (MC115). Namespaces that are made elsewhere are neither written nor labelled: label
   * them for injection yourself, because gateways let callers in only to Pods that have a proxy.
   * @default 'generated'
   */
  readonly namespaces?: Origin;
}

/** Reads the options of a mesh. */
export function readMeshProps(part: Part<MeshProps>): Required<MeshProps> {
  const { leastPrivilege, namespaces } = part.options(['leastPrivilege', 'namespaces']);
  return {
    leastPrivilege: leastPrivilege.isGiven && leastPrivilege.boolean() === true,
    namespaces: readOrigin(namespaces),
  };
}
