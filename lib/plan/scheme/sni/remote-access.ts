/**
 * The objects by which a cluster reaches a service in other clusters under SniAddressing.
 * @module
 */
import { CLUSTER, type Labels, serviceLabel } from '../../../istio';
import type { IMeshService } from '../../../mesh';
import { type DestinationView, subsetName } from '../../destination';
import { rankLabels } from '../../distribution';
import { targetLabels } from '../../write/subsets';
import type { RemoteAccess } from '../crossing';
import { gatewayPorts, serviceEntryPorts } from './far-ports';
import { type GatewayEndpoint, gatewayEndpoints } from './gateway-endpoints';
import { remoteRule } from './remote-rule';

/**
 * The ServiceEntry and the DestinationRule for the host across clusters. The ServiceEntry lists the gateways itself. But if some
 * destination runs here too, it selects local Pods, and each gateway is a WorkloadEntry.
 */
export function remoteAccess(
  service: IMeshService,
  remote: readonly DestinationView[],
  host: string,
  vip: string | undefined,
): RemoteAccess {
  const isOverLocalPods = remote.some(({ here }) => here);
  const selector = serviceLabel(service.name);
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

/** An endpoint of the host, and its name as a separate object. `found` are the labels by which the ServiceEntry selects it. */
function entryOf(
  service: IMeshService,
  { version, cluster, address, suffix, port, weight }: GatewayEndpoint,
  found: Labels,
): RemoteAccess['workloadEntries'][number] {
  return {
    name: [service.name, subsetName({ version }), cluster.name].filter((part) => part !== undefined).join('-') + suffix,
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
