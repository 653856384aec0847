/**
 * The endpoints that are written as objects: WorkloadEntries.
 * @module
 */
import type { Labels, WorkloadEntrySpec } from '../../istio';
import { labelsOf, type ManifestObject, workloadEntrySpec } from '../../manifests';

/** A WorkloadEntry. */
export interface EndpointEntry {
  readonly object: ManifestObject;
  readonly namespace: string;
  /** Its labels. Those of the object override those of its spec. */
  readonly labels: Labels;
  readonly spec: WorkloadEntrySpec;
}

/** Reads the WorkloadEntries among objects. */
export function endpointEntries(objects: readonly ManifestObject[]): readonly EndpointEntry[] {
  return objects.map((object) => {
    const spec = workloadEntrySpec(object);
    const own = labelsOf(object);
    return { object, namespace: object.namespace ?? '', labels: { ...spec.labels, ...own }, spec };
  });
}
