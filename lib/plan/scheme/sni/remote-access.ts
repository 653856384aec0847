/**
 * The objects by which a cluster reaches a service in other clusters under SniAddressing.
 * @module
 */
import { CLUSTER, type Labels, MULTICLUSTER_SERVICE } from '../../../istio';
import type { IMeshService } from '../../../mesh';
import type { DestinationView } from '../../destination';
import { rankLabels } from '../../distribution';
import { targetLabels } from '../../write/subsets';
import type { RemoteAccess } from '../crossing';
import { gatewayPorts, serviceEntryPorts } from './far-ports';
import { type GatewayEndpoint, gatewayEndpoints } from './gateway-endpoints';
import { remoteRule } from './remote-rule';

/**
 * A ServiceEntry for the host across clusters, and the DestinationRule for it. The ServiceEntry lists the gateways itself,
 * unless some version runs here too: then it selects local Pods, and each gateway is a WorkloadEntry.
 */
export function remoteAccess(
  service: IMeshService,
  remote: readonly DestinationView[],
  host: string,
  vip: string | undefined,
): RemoteAccess {
  const isOverLocalPods = remote.some(({ here }) => here);
  const selector = { [MULTICLUSTER_SERVICE]: service.name };
  const endpoints = gatewayEndpoints(remote);
  const entries = endpoints.map((endpoint) => entryOf(service, endpoint, isOverLocalPods ? selector : {}));
  return {
    serviceEntry: {
      hosts: [host],
      ...(vip !== undefined && { addresses: [vip] }),
      location: 'MESH_INTERNAL',
      ports: serviceEntryPorts(service, isOverLocalPods),
      resolution: endpoints.every(({ address }) => address.kind === 'ip') ? 'STATIC' : 'DNS',
      ...(isOverLocalPods
        ? { workloadSelector: { labels: selector } }
        : { endpoints: entries.map(({ spec }) => spec) }),
    },
    workloadEntries: isOverLocalPods ? entries : [],
    rule: remoteRule(service, remote, host),
  };
}

/** An endpoint of the host, and what it is called as an object of its own; `found` are labels by which it is found. */
function entryOf(
  service: IMeshService,
  { version, cluster, address, suffix, port, weight }: GatewayEndpoint,
  found: Labels,
): RemoteAccess['workloadEntries'][number] {
  return {
    name: [service.name, version, cluster.name].filter((part) => part !== undefined).join('-') + suffix,
    spec: {
      address: address.value,
      ports: gatewayPorts(service, port),
      labels: { ...found, ...targetLabels({ version, cluster }, CLUSTER), ...rankLabels(service, cluster) },
      ...(cluster.locality !== undefined && { locality: cluster.locality }),
      ...(weight !== undefined && { weight }),
      serviceAccount: service.serviceAccountName,
    },
  };
}
