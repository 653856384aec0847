/**
 * The DestinationRule of a service under endpoint discovery.
 * @module
 */
import { type DestinationRuleSpec, serviceHost, type Subset, TOPOLOGY_CLUSTER } from '../../../istio';
import type { IMeshService } from '../../../mesh';
import { bySubset, clustersOf, subsetName, type Target, targetKey, targetsOf } from '../../destination';
import { routesOf } from '../../routing';
import type { ServiceView } from '../../view';
import { givenPolicy, needsPolicies, remotePolicy } from '../../write/client-policy';
import { targetLabels, versionSubsets } from '../../write/subsets';

/**
 * The DestinationRule, which is the same in every cluster that calls or runs the service: gateways know a subset by its name
 * only.
 */
export function sharedRule(view: ServiceView): DestinationRuleSpec | undefined {
  const { service, needsSubsets, routes, kept } = view;
  if (!needsSubsets && routes.length === 0 && !needsPolicies(view)) return undefined;
  const targets = targetsOf(routesOf(service).flatMap((route) => route.rules));
  const versions = versionSubsets(service, (version) => policyOf(service, { version, cluster: undefined }));
  const pinned = targets.filter(({ cluster }) => cluster !== undefined);
  const pinnedKeys = new Set(pinned.map(targetKey));
  const inOne = bySubset([...kept, ...pinned]).flatMap((target) => {
    const name = subsetName(target);
    if (name === undefined) return [];
    const policy = pinnedKeys.has(targetKey(target))
      ? policyOf(service, target)
      : givenPolicy(remotePolicy(service, { ...target, here: true, remotes: [], keptIn: undefined, from: undefined }));
    return [{ name, labels: targetLabels(target, TOPOLOGY_CLUSTER), ...policy }];
  });
  // otherwise, a version that runs in one cluster would inherit the policy for any version
  const isAny = targets.some(({ version }) => version === undefined);
  const any = isAny
    ? policyOf(service, { version: undefined, cluster: undefined })
    : givenPolicy(remotePolicy(service, undefined));
  return { host: serviceHost(service), ...any, subsets: [...versions, ...inOne] };
}

/** The policy of a target, as a caller sees it in a cluster that does not run the service. */
function policyOf(service: IMeshService, target: Target): Pick<Subset, 'trafficPolicy'> {
  return givenPolicy(
    remotePolicy(service, {
      ...target,
      here: false,
      remotes: clustersOf(service, target),
      keptIn: undefined,
      from: undefined,
    }),
  );
}
