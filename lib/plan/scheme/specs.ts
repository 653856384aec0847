/**
 * The specs that schemes have in common.
 * @module
 */
import { type Labels, type Subset, VERSION } from '../../istio';
import type { IMeshService } from '../../mesh';

/** A subset per version of a service in the whole mesh, so that every server name of a caller finds its subset. */
export function versionSubsets(service: IMeshService): readonly Subset[] {
  return service.versions.map((version) => ({ name: version, labels: versionLabels(version) }));
}

/** The labels of a version's endpoints. */
export function versionLabels(version: string | undefined): Labels {
  return version === undefined ? {} : { [VERSION]: version };
}
