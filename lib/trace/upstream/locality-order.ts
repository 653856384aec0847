/**
 * What decides which endpoints are preferred by where they are: the DestinationRule, else the service, else the MeshConfig.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/core/loadbalancer/loadbalancer.go
 * @module
 */
import { TOPOLOGY_NETWORK } from '../../istio';
import { isResolved, type Service } from '../model/service';
import type { Site } from '../site';
import type { LocalitySettings, Order } from './priorities';
import type { Target } from './target';
import { HOSTNAME, REGION, SUBZONE, ZONE } from './topology';

/** The order of the endpoints of a target. */
export function localityOrder(target: Target, site: Site): Order {
  const { service, subset, policy } = target;
  const ofRule = policy.loadBalancer?.value.localityLbSetting;
  const ofService = ofRule === undefined ? preferredBy(service) : undefined;
  const settings = ofRule ?? ofService ?? site.cluster.config.localities;
  // Istio gives the endpoints of DNS subsets no priorities by labels
  const isUnordered = isResolved(service) && subset !== undefined && 'failoverPriority' in settings;
  // for what a service prefers, Kubernetes tells which endpoints are ready
  const isNoticed = policy.outlierDetection !== undefined || ofService !== undefined;
  const { ejects } = site.cluster.config;
  return {
    settings: isUnordered ? { enabled: false } : settings,
    // Istio orders the endpoints that proxies resolve themselves with the cluster, which knows the outlier detection of the whole
    // mesh, and all others without it
    noticesFailures: isNoticed || (isResolved(service) && ejects),
    ejects: isNoticed || ejects,
  };
}

function preferredBy({ distribution }: Service): LocalitySettings | undefined {
  switch (distribution) {
    case 'same-zone':
      return { failoverPriority: [TOPOLOGY_NETWORK, REGION, ZONE] };
    case 'same-node':
      return { failoverPriority: [TOPOLOGY_NETWORK, REGION, ZONE, SUBZONE, HOSTNAME] };
    case 'any':
    case undefined:
      return undefined;
  }
}
