/**
 * The objects by which a cluster reaches a service in other clusters under SniAddressing.
 * @module
 */
import { serviceLabel } from '../../../istio';
import type { IMeshService } from '../../../mesh';
import { type DestinationView, hasSeveralPlaces } from '../../destination';
import type { RemoteAccess } from '../crossing';
import type { EndpointEntries } from './endpoint-entries';
import { serviceEntryPorts } from './far-ports';
import { gatewayEndpoints } from './gateway-endpoints';
import { hasOwnHost, isOrderedByName, ownHosts } from './own-hosts';
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
  entries: EndpointEntries,
): RemoteAccess {
  const isOverLocalPods = remote.some(({ here }) => here);
  const selector = serviceLabel(service.name);
  const endpoints = gatewayEndpoints(remote);
  // an order by DNS must have all endpoints in one locality: Istio reads the first one only, and crashes over the others
  const isPlaced = !(isOrderedByName(service) && remote.some((each) => isAny(each) && hasSeveralPlaces(each)));
  const all = endpoints.map((endpoint) => entries.of(service, endpoint, isOverLocalPods ? selector : {}, isPlaced));
  return {
    serviceEntry: {
      hosts: [host],
      ...(vip !== undefined && { addresses: [vip] }),
      location: 'MESH_INTERNAL',
      ports: serviceEntryPorts(service, isOverLocalPods),
      resolution: endpoints.every(({ address }) => address.kind === 'ip') ? 'STATIC' : 'DNS',
      ...(isOverLocalPods ? { workloadSelector: { labels: selector } } : { endpoints: all.map(({ spec }) => spec) }),
    },
    workloadEntries: isOverLocalPods ? all : [],
    rule: remoteRule(
      service,
      remote.filter((destination) => !hasOwnHost(service, destination)),
      host,
    ),
    ownHosts: ownHosts(service, remote, host, vip, entries),
  };
}

function isAny({ version }: DestinationView): boolean {
  return version === undefined;
}
