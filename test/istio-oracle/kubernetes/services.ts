/**
 * What controllers of a real cluster would add to Services: addresses and EndpointSlices.
 * @module
 */
import {
  type ClusterManifests,
  type EndpointSlice,
  isService,
  isSlice,
  type Kube,
  namespaceOf,
  selects,
  type Service,
  type ServicePort,
  serviceOfSlice,
} from './objects';
import type { Pod } from './pods';

/** A Service with its address, and what is behind each of its ports. */
export interface Served {
  readonly service: Service;
  /** Undefined if it is headless, or a name of another host. */
  readonly address: string | undefined;
  /** The Pods that it selects, at a port. */
  readonly selected: (port: ServicePort) => readonly Backend[];
  /** These, and the addresses of EndpointSlices that somebody wrote. */
  readonly backends: (port: ServicePort) => readonly Target[];
  /** The addresses of these EndpointSlices, at whatever port. */
  readonly listed: readonly string[];
}

/** An address and a port that a connection goes to. */
export interface Target {
  readonly address: string;
  readonly port: number;
}

interface Backend extends Target {
  readonly pod: Pod;
}

/** The Services of a cluster. The number of the cluster is part of their addresses. */
export function servicesIn({ objects }: ClusterManifests, number: number, pods: readonly Pod[]): readonly Served[] {
  return objects.filter(isService).map((service, index) => {
    const { clusterIP, type, selector = {} } = service.spec;
    const hasNone = clusterIP === 'None' || type === 'ExternalName';
    const slices = objects
      .filter(isSlice)
      .filter((each) => serviceOfSlice(each) === service.metadata.name && namespaceOf(each) === namespaceOf(service));
    const selected =
      // the API server keeps no empty selector
      Object.keys(selector).length === 0 || type === 'ExternalName'
        ? []
        : pods.filter(({ namespace, labels }) => namespace === namespaceOf(service) && selects(selector, labels));
    return {
      service,
      address: hasNone ? undefined : (clusterIP ?? `10.${90 + number}.${Math.floor(index / 200)}.${(index % 200) + 1}`),
      selected: (port) => selected.flatMap((pod) => backend(pod, port)),
      backends: (port) => unique([...selected.flatMap((pod) => backend(pod, port)), ...writtenFor(port, slices)]),
      listed: unique(slices.flatMap(listedIn)).flatMap(({ address, isReady }) => (isReady ? [address] : [])),
    };
  });
}

function backend(pod: Pod, { port, targetPort = port }: ServicePort): readonly Backend[] {
  const number = typeof targetPort === 'number' ? targetPort : pod.ports.get(targetPort);
  return number === undefined ? [] : [{ pod, address: pod.ip, port: number }];
}

/** The addresses for a port that somebody wrote. Each counts as it stands first. */
function writtenFor({ name = '' }: ServicePort, slices: readonly EndpointSlice[]): readonly Target[] {
  const all = slices.flatMap((each) =>
    each.ports
      .filter((port) => (port.name ?? '') === name)
      .flatMap(({ port }) => listedIn(each).map((listed) => ({ ...listed, port }))),
  );
  return unique(all).filter(({ isReady }) => isReady);
}

/** The addresses of an EndpointSlice. Names are not resolved. */
function listedIn({ addressType, endpoints }: EndpointSlice): readonly { address: string; isReady: boolean }[] {
  if (addressType === 'FQDN') return [];
  return endpoints.flatMap(({ addresses, conditions = {} }) =>
    addresses.map((address) => ({ address, isReady: conditions.ready !== false })),
  );
}

function unique<T extends { readonly address: string }>(targets: readonly T[]): readonly T[] {
  return targets.filter(({ address }, index) => targets.findIndex((each) => each.address === address) === index);
}

/** A Service as the API server keeps it. */
export function stored({ service, address }: Served): Kube {
  const ports = service.spec.ports?.map((each) => ({
    protocol: 'TCP',
    ...each,
    targetPort: each.targetPort ?? each.port,
  }));
  const { type = 'ClusterIP' } = service.spec;
  return {
    ...service,
    spec: { ...service.spec, type, ...(ports && { ports }), ...(address !== undefined && { clusterIP: address }) },
  };
}

/** The EndpointSlices of a Service: one for Pods whose ports have the same numbers. */
export function slicesOf({ service, selected: backends }: Served): readonly Kube[] {
  const ports = service.spec.ports ?? [];
  const groups = new Map<string, { pods: Pod[]; ports: object[] }>();
  const all = new Set(ports.flatMap((port) => backends(port).map(({ pod }) => pod)));
  for (const pod of all) {
    const numbered = ports.flatMap((port) =>
      backends(port).flatMap((each) =>
        each.pod === pod
          ? [{ name: port.name ?? '', port: each.port, protocol: port.protocol ?? 'TCP', ...appProtocolOf(port) }]
          : [],
      ),
    );
    const key = JSON.stringify(numbered);
    const group = groups.get(key) ?? { pods: [], ports: numbered };
    group.pods.push(pod);
    groups.set(key, group);
  }
  return [...groups.values()].map((group, index) => slice(service, index, group));
}

function appProtocolOf({ appProtocol }: ServicePort): object {
  return appProtocol === undefined ? {} : { appProtocol };
}

function slice(
  service: Service,
  index: number,
  { pods, ports }: { pods: readonly Pod[]; ports: readonly object[] },
): Kube {
  const { name } = service.metadata;
  const endpoints = pods.map((pod) => ({
    addresses: [pod.ip],
    conditions: { ready: true, serving: true, terminating: false },
    nodeName: nodeName(pod.cluster),
    targetRef: { kind: 'Pod', name: pod.name, namespace: pod.namespace },
  }));
  const labels = {
    'kubernetes.io/service-name': name,
    ...(service.spec.clusterIP === 'None' && { 'service.kubernetes.io/headless': '' }),
  };
  const content = { addressType: 'IPv4', endpoints, ports };
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: `${name}-${index}`, namespace: namespaceOf(service), labels },
    ...content,
  };
}

/** The name of the only Node of a cluster. */
export function nodeName(cluster: string): string {
  return `node-of-${cluster}`;
}
