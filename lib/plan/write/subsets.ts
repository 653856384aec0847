/**
 * Subsets of a service, and the DestinationRule of the Service that holds them.
 * @module
 */
import { type DestinationRuleSpec, type Labels, serviceHost, type Subset, VERSION } from '../../istio';
import type { IMeshService } from '../../mesh';
import type { Target } from '../destination';
import { subsetOf } from '../subset-name';
import type { ServiceView } from '../view';
import { givenPolicy, localPolicy, localVersionPolicy, needsPolicies } from './client-policy';

/** The DestinationRule of the Service in a cluster, with a subset for each version, and the policies for the Pods there. */
export function localRule(view: ServiceView): DestinationRuleSpec | undefined {
  const { service, needsSubsets } = view;
  if (!needsSubsets && !needsPolicies(view)) return undefined;
  return {
    host: serviceHost(service),
    ...givenPolicy(localPolicy(service)),
    subsets: versionSubsets(service, (version) => localVersionPolicy(service, version)),
  };
}

/**
 * A subset for each version of a service in the whole mesh, so that the server name of every caller finds its subset, with the
 * policy of the version.
 */
export function versionSubsets(
  { versions }: IMeshService,
  policyOf: (version: string) => Pick<Subset, 'trafficPolicy'>,
): readonly Subset[] {
  return versions.map((version) => ({
    name: subsetOf(version),
    labels: { [VERSION]: version },
    ...policyOf(version),
  }));
}

/** The labels of a target's endpoints. `clusterLabel` is the key of the label that names the cluster. */
export function targetLabels({ version, cluster }: Target, clusterLabel: string): Labels {
  return {
    ...(version !== undefined && { [VERSION]: version }),
    ...(cluster !== undefined && { [clusterLabel]: cluster.name }),
  };
}
