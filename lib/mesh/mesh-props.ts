/**
 * Options of a mesh.
 * @module
 */
import type { Part } from '../reading';
import { readRevision, type Revision } from './revision';
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
   * Who creates the Namespaces of its services and callers (MC115), except ingress gateways. The library neither writes nor
   * labels `existing` Namespaces. Label them for injection yourself, because gateways pass requests only to Pods that have a
   * proxy.
   * @default 'generated'
   */
  readonly namespaces?: Origin;
  /**
   * The revision of Istio, or the revision tag, that injects sidecars into generated Namespaces, as the label `istio.io/rev`
   * (MC171). It is for all Namespaces, or by the name of a namespace of the mesh (MC172); others keep the default. Existing
   * Namespaces have none (MC173). If a Namespace already has the label `istio-injection`, which takes precedence, remove that
   * label with `kubectl label namespace <name> istio-injection-`.
   * @default - Istio's default revision, by the label `istio-injection: enabled`
   * @example
   * new Mesh('shop', { revision: { checkout: 'canary' } });
   * @see https://istio.io/latest/docs/setup/upgrade/canary/
   */
  readonly revision?: Revision;
}

/** The options of a mesh, after reading. */
export interface ReadMesh extends Required<Omit<MeshProps, 'revision'>> {
  readonly revision: Revision | undefined;
}

/** Reads the options of a mesh. */
export function readMeshProps(part: Part<MeshProps>): ReadMesh {
  const { leastPrivilege, namespaces, revision } = part.options(['leastPrivilege', 'namespaces', 'revision']);
  const origin = readOrigin(namespaces);
  return {
    leastPrivilege: leastPrivilege.isGiven && leastPrivilege.boolean() === true,
    namespaces: origin,
    revision: readRevision(revision, origin),
  };
}
