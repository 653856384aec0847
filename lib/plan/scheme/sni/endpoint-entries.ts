/**
 * Endpoints in other clusters as WorkloadEntries, or as entries of a list.
 * @module
 */
import { CLUSTER, type Labels } from '../../../istio';
import type { IMeshService } from '../../../mesh';
import { subsetName } from '../../destination';
import { rankLabels } from '../../distribution';
import { targetLabels } from '../../write/subsets';
import type { RemoteAccess } from '../crossing';
import { gatewayPorts } from './far-ports';
import type { GatewayEndpoint } from './gateway-endpoints';

/** An endpoint of a host, and its name as a separate object. */
type Entry = RemoteAccess['workloadEntries'][number];

/** The endpoints of services. Callers in many clusters have the same ones, and share them. */
export class EndpointEntries {
  readonly #known = new Map<IMeshService, Map<string, Entry>>();

  /**
   * An endpoint of the host of a service. `found` are the labels by which the ServiceEntry selects it, which are always the same
   * for a service, or none. Without `isPlaced`, it has no locality.
   */
  of(service: IMeshService, endpoint: GatewayEndpoint, found: Labels, isPlaced: boolean): Entry {
    const { version = '', cluster, suffix, port, weight = '' } = endpoint;
    const key = `${version} ${cluster.name} ${suffix} ${port} ${weight} ${Object.keys(found).length} ${String(isPlaced)}`;
    const entries = this.#known.get(service) ?? new Map<string, Entry>();
    this.#known.set(service, entries);
    const entry = entries.get(key) ?? entryOf(service, endpoint, found, isPlaced);
    entries.set(key, entry);
    return entry;
  }
}

function entryOf(
  service: IMeshService,
  { version, cluster, address, suffix, port, weight }: GatewayEndpoint,
  found: Labels,
  isPlaced: boolean,
): Entry {
  return {
    name: [service.name, subsetName({ version }), cluster.name].filter((part) => part !== undefined).join('-') + suffix,
    spec: {
      address: address.value,
      ports: gatewayPorts(service, port),
      labels: { ...found, ...targetLabels({ version, cluster }, CLUSTER), ...rankLabels(service, cluster) },
      ...(isPlaced && cluster.locality !== undefined && { locality: cluster.locality }),
      ...(weight !== undefined && { weight }),
      serviceAccount: service.serviceAccountName,
    },
  };
}
