/**
 * The labels that decide which endpoints Istio uses.
 * @module
 */
import { fields } from './fields';
import type { ManifestObject } from './manifest-object';

/** An object that selects endpoints by labels, or is one. */
export interface EndpointLabels {
  readonly object: ManifestObject;
  /** The keys of the labels. */
  readonly keys: readonly string[];
}

/** Finds the labels by which Services and ServiceEntries select endpoints, and those of WorkloadEntries. */
export function endpointLabelsIn(objects: readonly ManifestObject[]): readonly EndpointLabels[] {
  return objects
    .map((object) => ({ object, keys: Object.keys(endpointLabels(object)) }))
    .filter(({ keys }) => keys.length > 0);
}

function endpointLabels({ kind, json }: ManifestObject): object {
  const { selector, workloadSelector, labels } = fields(json['spec']);
  if (kind === 'Service') return fields(selector);
  if (kind === 'ServiceEntry') return fields(fields(workloadSelector)['labels']);
  return kind === 'WorkloadEntry' ? fields(labels) : {};
}
