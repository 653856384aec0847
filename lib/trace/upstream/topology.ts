/**
 * The labels that Istio gives endpoints and proxies to say where they are.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/serviceregistry/util/label/label.go
 * @module
 */
import { type Labels, TOPOLOGY_CLUSTER, TOPOLOGY_NETWORK } from '../../istio';

/** The label that says whether Pods and addresses accept mutual TLS. */
export const TLS_MODE = 'security.istio.io/tlsMode';

/** The labels of a region, a zone and a part of it. */
export const REGION = 'topology.kubernetes.io/region';
export const ZONE = 'topology.kubernetes.io/zone';
export const SUBZONE = 'topology.istio.io/subzone';

/** The label of a Node. */
export const HOSTNAME = 'kubernetes.io/hostname';

/** Where something is. */
interface Place {
  readonly cluster: string;
  readonly locality: string;
  readonly network: string;
}

/** Labels with those that say where something is. Only the network gives way to a label of its own. */
export function withTopology(labels: Labels, { cluster, locality, network }: Place): Labels {
  const [region = '', zone = '', subzone = ''] = locality.split('/');
  return {
    ...(network !== '' && { [TOPOLOGY_NETWORK]: network }),
    ...labels,
    ...(region !== '' && { [REGION]: region }),
    ...(zone !== '' && { [ZONE]: zone }),
    ...(subzone !== '' && { [SUBZONE]: subzone }),
    [TOPOLOGY_CLUSTER]: cluster,
  };
}
