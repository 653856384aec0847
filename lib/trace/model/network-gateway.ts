/**
 * What a Service says of the network whose Pods proxies of other networks reach through it.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/serviceregistry/kube/controller/network.go
 * @module
 */
import { GATEWAY_PORT, GATEWAY_SELECTOR, hasLabels, TOPOLOGY_NETWORK } from '../../istio';
import {
  fields,
  items,
  labels,
  labelsOf,
  type ManifestObject,
  metadataOf,
  type ServiceObject,
  text,
} from '../../manifests';

/** A Service that says for which network it is a gateway. */
export interface NetworkGateway {
  readonly network: string;
  /** The cluster that has the Service. */
  readonly cluster: string;
  readonly service: ServiceObject;
  /** The port that is called. */
  readonly port: number;
  /** Where it is reached; none if Istio does not take it for a gateway. An address that the Service does not have yet is undefined. */
  readonly addresses: readonly (string | undefined)[];
  /** Why it has no addresses: what it lacks. Istio's usual gateway without the label is not for any network. */
  readonly lacks: 'label' | 'port' | 'address' | undefined;
}

/** The label of a Service that names the port at which it is the gateway of a network. */
export const GATEWAY_PORT_LABEL = 'networking.istio.io/gatewayPort';

const NODES = 'traffic.istio.io/nodeSelector';

/** A cluster, and the network of its Pods. */
interface Place {
  readonly name: string;
  readonly network: string;
}

/** The gateway of a network that a Service of a cluster is, or seems to be; undefined if nothing says so. */
export function gatewayIn(service: ServiceObject, { name: cluster, network: own }: Place): NetworkGateway | undefined {
  const { [TOPOLOGY_NETWORK]: network = '', [GATEWAY_PORT_LABEL]: label = '' } = labelsOf(service);
  const port = /^-?\d+$/.test(label) ? Number(label) : GATEWAY_PORT;
  if (network === '') {
    const isUsual = hasLabels(labels(fields(service.json['spec'])['selector']), GATEWAY_SELECTOR);
    return isUsual ? { network: own, cluster, service, port, addresses: [], lacks: 'label' } : undefined;
  }
  if (!service.ports.some((each) => each.port === port))
    return { network, cluster, service, port, addresses: [], lacks: 'port' };
  const addresses = addressesOf(service);
  const called = isAtNodes(service) ? nodePortOf(service, port) : port;
  return { network, cluster, service, port: called, addresses, lacks: addresses.length === 0 ? 'address' : undefined };
}

/** The addresses that Istio reads. A Service without a status is assumed to get one. */
function addressesOf(service: ServiceObject): readonly (string | undefined)[] {
  const { spec, status } = fields(service.json);
  const { type, externalIPs } = fields(spec);
  const external = items(externalIPs).flatMap((each) => text(each) ?? []);
  const ingress = items(fields(fields(status)['loadBalancer'])['ingress']).map(fields);
  const balanced =
    type === 'LoadBalancer' ? ingress.flatMap(({ ip, hostname }) => text(ip) ?? text(hostname) ?? []) : [];
  const known = [...balanced, ...external];
  const isPending = type === 'LoadBalancer' && fields(status)['loadBalancer'] === undefined;
  return known.length === 0 && (isPending || isAtNodes(service)) ? [undefined] : known;
}

/** Whether Istio takes the Nodes for the addresses of a Service. */
function isAtNodes(service: ManifestObject): boolean {
  return fields(service.json['spec'])['type'] === 'NodePort' && NODES in fields(metadataOf(service)['annotations']);
}

function nodePortOf({ json }: ManifestObject, port: number): number {
  const found = items(fields(json['spec'])['ports'])
    .map(fields)
    .find((each) => each['port'] === port);
  return typeof found?.['nodePort'] === 'number' ? found['nodePort'] : port;
}
