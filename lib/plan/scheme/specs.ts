/**
 * The specs that schemes have in common.
 * @module
 */
import { type Labels, type Subset, VERSION } from '../../istio';
import type { IMeshService } from '../../mesh';
import type { Target } from '../destination';

/** A subset per version of a service in the whole mesh, so that every server name of a caller finds its subset. */
export function versionSubsets(service: IMeshService): readonly Subset[] {
  return service.versions.map((version) => ({ name: version, labels: { [VERSION]: version } }));
}

/** The labels of a destination's endpoints; `clusterLabel` is where they say their cluster. */
export function targetLabels({ version, cluster }: Target, clusterLabel: string): Labels {
  return {
    ...(version !== undefined && { [VERSION]: version }),
    ...(cluster !== undefined && { [clusterLabel]: cluster.name }),
  };
}
