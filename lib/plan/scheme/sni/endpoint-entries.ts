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

/**
 * An endpoint of the host, and its name as a separate object. `found` are the labels by which the ServiceEntry selects it. Without
 * `isPlaced`, it has no locality.
 */
export function entryOf(
  service: IMeshService,
  { version, cluster, address, suffix, port, weight }: GatewayEndpoint,
  found: Labels,
  isPlaced: boolean,
): RemoteAccess['workloadEntries'][number] {
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
