/**
 * What existing Pods must have to take part in the mesh.
 * @module
 */
import { type Labels, MULTICLUSTER_SERVICE, VERSION } from '../istio';
import { isRemote } from './destination';
import { rankLabels } from './distribution';
import type { ServiceView } from './view';

/** The Pods of a version in a cluster, where they exist already. */
export interface ExistingPods {
  /** The version. */
  readonly version: string;
  /**
   * The labels that they must have besides those that their Service selects by: the version; where callers are sent to the
   * version here and elsewhere, or in a mesh of least privilege, also those by which Istio finds the Pods.
   */
  readonly podLabels: Labels;
}

/**
 * The Pods that must exist in a cluster; none where Pods are generated.
 * @param areSelected whether callers find them by a label where they are sent to the gateways of other clusters, too
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
