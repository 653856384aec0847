/**
 * Hosts for single destinations under an order of clusters. In a host that is resolved by DNS, Istio obeys the order only for the
 * default subset (`dnsWrappedLocalityLbEndpoints` in its cluster.go), so each destination gets a host of its own.
 * @module
 */
import { type Labels, serviceLabel, VERSION } from '../../../istio';
import type { Cluster, IMeshService } from '../../../mesh';
import { type DestinationView, hasSeveralPlaces, subsetName } from '../../destination';
import type { OwnHost } from '../crossing';
import type { EndpointEntries } from './endpoint-entries';
import { policyOfPorts, serviceEntryPorts } from './far-ports';
import { gatewayEndpoints } from './gateway-endpoints';
import { gatewayPolicy } from './remote-rule';

/** Whether a cluster's gateway has an address that DNS must resolve. A placeholder may become a name. */
export function isNamed({ gateway }: Cluster): boolean {
  return gateway?.addresses.some(({ kind }) => kind !== 'ip') ?? false;
}

/** Whether a service has an order of clusters that Istio would not obey for subsets. */
export function isOrderedByName(service: IMeshService): boolean {
  return typeof service.distribution === 'object' && service.clustersOf().some(isNamed);
}

/** Whether a destination has a host of its own, in place of a subset. */
export function hasOwnHost(service: IMeshService, destination: DestinationView): boolean {
  return destination.version !== undefined && hasSeveralPlaces(destination) && isOrderedByName(service);
}

/** The host of a destination. `host` is the one that the service has across clusters. */
export function ownHost({ version }: Pick<DestinationView, 'version'>, host: string): string {
  return `${subsetName({ version }) ?? ''}.${host}`;
}

/** The hosts of the destinations that have one. */
export function ownHosts(
  service: IMeshService,
  remote: readonly DestinationView[],
  host: string,
  vip: string | undefined,
  entries: EndpointEntries,
): readonly OwnHost[] {
  return remote
    .filter((destination) => hasOwnHost(service, destination))
    .map((destination) => {
      const { here, version } = destination;
      const endpoints = gatewayEndpoints([destination]);
      const resolution = endpoints.every(({ address }) => address.kind === 'ip') ? 'STATIC' : 'DNS';
      const subset = subsetName({ version });
      const selector: Labels = { ...serviceLabel(service.name), ...(version !== undefined && { [VERSION]: version }) };
      const own = ownHost(destination, host);
      return {
        name: subset ?? '',
        serviceEntry: {
          hosts: [own],
          ...(vip !== undefined && { addresses: [vip] }),
          location: 'MESH_INTERNAL',
          ports: serviceEntryPorts(service, here),
          resolution,
          ...(here
            ? { workloadSelector: { labels: selector } }
            : {
                endpoints: endpoints.map((endpoint) => entries.of(service, endpoint, {}, resolution === 'STATIC').spec),
              }),
        },
        rule: {
          host: own,
          trafficPolicy: policyOfPorts(service, gatewayPolicy(service, destination), subset),
        },
      };
    });
}
