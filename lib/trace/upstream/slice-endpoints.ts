/**
 * The addresses of EndpointSlices as endpoints.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/serviceregistry/kube/controller/endpoint_builder.go
 * @module
 */
import { hasLabels } from '../../istio';
import type { Cluster } from '../model/cluster';
import type { SliceEndpoint } from '../model/endpoint-slices';
import { type Port, type Service, targetNumber } from '../model/service';
import type { Workload } from '../model/workload';
import type { Endpoint } from './endpoint';
import { acceptsTls } from './pod-endpoints';
import { withTopology } from './topology';

/** The addresses of a Service's EndpointSlices that have a port of this name. */
export function inSlices(service: Service, port: Port, cluster: Cluster): readonly Endpoint[] {
  const { name } = port;
  const named = addressesOf(service, [port], cluster).filter(({ ports }) => ports.has(name));
  return unique(named).map((each) => ofSlice(each, each.ports.get(name) ?? 0, cluster));
}

/** All addresses of a Service's EndpointSlices, with a port that is called. */
export function inAnySlice(service: Service, port: number, cluster: Cluster): readonly Endpoint[] {
  return unique(addressesOf(service, service.ports, cluster)).map((each) => ofSlice(each, port, cluster));
}

/** The addresses of a Service's EndpointSlices, without the Pods that it selects and that have one of some ports. */
function addressesOf(service: Service, ports: readonly Port[], cluster: Cluster): readonly SliceEndpoint[] {
  if (!service.isOfKubernetes) return [];
  const { endpoints } = cluster.slicesOf(service);
  const { selector, namespace } = service;
  if (selector === undefined) return endpoints;
  const isSelected = (pod: Workload): boolean =>
    pod.namespace === namespace &&
    hasLabels(pod.labels, selector) &&
    ports.some((each) => targetNumber(each, pod.ports) !== undefined);
  return endpoints.filter(({ pod }) => pod === undefined || !isSelected(pod));
}

/** Each address once, as it stands first. */
function unique(endpoints: readonly SliceEndpoint[]): readonly SliceEndpoint[] {
  return endpoints.filter(({ address }, index) => endpoints.findIndex((each) => each.address === address) === index);
}

/** An address of an EndpointSlice. All that Istio knows of it is its Pod, if it finds one. */
function ofSlice(
  { address, pod, isKnown, isReady, isEnding, object, path }: SliceEndpoint,
  port: number,
  cluster: Cluster,
): Endpoint {
  const known = isKnown ? pod : undefined;
  const { labels = {}, locality = '', network = cluster.network } = known ?? {};
  return {
    workload: pod,
    node: known?.cluster,
    address: pod === undefined ? address : undefined,
    port,
    labels: withTopology(labels, { cluster: cluster.name, locality, network }),
    locality,
    network,
    weight: 1,
    isReady,
    isEnding,
    hasTls: known !== undefined && acceptsTls(known),
    serviceAccount: known?.serviceAccountName,
    namespace: known?.namespace ?? '',
    object,
    path,
  };
}
