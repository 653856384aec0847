/**
 * The labels that existing Pods need.
 * @module
 */
import { type Labels, serviceLabel, VERSION } from '../istio';
import { isRemote } from './destination';
import { rankLabels } from './distribution';
import type { ServiceView } from './view';

/** The existing Pods of a version in a cluster. */
export interface ExistingPods {
  /** The version. */
  readonly version: string;
  /**
   * The labels that the Pods need, in addition to the labels that their Service selects by. One is the version. If callers are
   * sent to the version both here and in other clusters, or under least privilege, the labels by which Istio finds the Pods are
   * added.
   */
  readonly podLabels: Labels;
}

/**
 * The Pods that must exist in a cluster; none if Pods are generated.
 * @param areSelected whether a ServiceEntry selects the Pods by a label, because callers are also sent to other clusters
 */
export function existingPods(
  { service, cluster, versionsHere, destinations, admitted }: ServiceView,
  areSelected: boolean,
): readonly ExistingPods[] {
  if (service.workloads === 'generated') return [];
  const shared = destinations.filter((destination) => areSelected && destination.here && isRemote(destination));
  const found = { ...serviceLabel(service.name), ...rankLabels(service, cluster) };
  return versionsHere.map((version) => {
    const isShared = shared.some((destination) => destination.version === version || destination.version === undefined);
    return { version, podLabels: { [VERSION]: version, ...((isShared || admitted !== undefined) && found) } };
  });
}
