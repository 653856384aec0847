/**
 * Options of a mesh.
 * @module
 */
import type { Part } from '../reading';
import { type Origin, readOrigin } from './workloads';

/** Options of Mesh. */
export interface MeshProps {
  /**
   * Whether only declared calls are let through (MC080, MC083, MC084). Every service then refuses plain text, and requests from
   * anyone who does not declare a call to it. Objects for callers are visible only in the callers' namespaces. A service that
   * nothing calls refuses everyone, so describe your ingress gateways too.
   * @default false
   * @see https://istio.io/latest/docs/concepts/security/
   */
  readonly leastPrivilege?: boolean;
  /**
   * Who creates the Namespaces of its services and callers (MC115), except ingress gateways. The library neither writes nor labels `existing` Namespaces. Label them
   * for injection yourself, because gateways pass requests only to Pods that have a proxy.
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
