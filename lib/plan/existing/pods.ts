/**
 * What Pods must have that are made elsewhere.
 * @module
 */
import { type Labels, MULTICLUSTER_SERVICE, VERSION } from '../../istio';
import { isRemote } from '../destination';
import { rankLabels } from '../distribution';
import type { ServiceView } from '../view';

/** The Pods of a version in a cluster, which are made elsewhere. */
export interface ExistingPods {
  readonly version: string;
  /**
   * The labels that they must have besides those that their Service selects by; for callers that are sent to the version
   * here and elsewhere, and under least privilege, also those by which they are found.
   */
  readonly podLabels: Labels;
}

/**
 * The Pods that must exist in a cluster; none where they are generated.
 * @param areSelected whether callers find some of them by a label, beside the gateways of other clusters
 */
export function existingPods(
  { service, cluster, versionsHere, destinations, admitted }: ServiceView,
  areSelected: boolean,
): readonly ExistingPods[] {
  if (service.workloads === 'generated') return [];
  const shared = destinations.filter((destination) => areSelected && destination.here && isRemote(destination));
  const found = { [MULTICLUSTER_SERVICE]: service.name, ...rankLabels(service, cluster) };
  return versionsHere.map((version) => {
    const isShared = shared.some((destination) => destination.version === version || destination.version === undefined);
    return { version, podLabels: { [VERSION]: version, ...((isShared || admitted !== undefined) && found) } };
  });
}
