/**
 * The endpoints of a service at a port.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/serviceregistry/serviceentry/conversion.go
 * @module
 */
import { isIP } from 'node:net';
import { type Labels, type WorkloadEntrySpec, TOPOLOGY_NETWORK } from '../../istio';
import type { ManifestObject } from '../../manifests';
import type { Cluster } from '../model/cluster';
import { isResolved, type Port, type Service } from '../model/service';
import type { Endpoint } from './endpoint';
import { ofWorkload } from './pod-endpoints';
import { inAnySlice, inSlices } from './slice-endpoints';
import { TLS_MODE, withTopology } from './topology';

/**
 * The endpoints of a service at a port, for proxies that get them from Istio.
 *
 * @param all the services for its host in its namespace, the oldest first, whose endpoints it gets
 */
export function endpointsOf(
  service: Service,
  all: readonly Service[],
  port: Port,
  cluster: Cluster,
): readonly Endpoint[] {
  // those of ServiceEntries come first, which counts where several have an address
  const inOrder = all.toSorted((one, other) => Number(one.isOfKubernetes) - Number(other.isOfKubernetes));
  return inOrder.flatMap((each) => {
    if (isLeftAlone(each)) return [];
    const ports = each.ports.filter(({ name }) => name === port.name);
    const added = ports.flatMap((same) => addedBy(each, same, all.slice(0, all.indexOf(each)), cluster));
    // proxies that do not resolve names get none
    return service.resolution === 'endpoints' && isResolved(each) ? added.filter(hasIp) : added;
  });
}

/** The endpoints that a service adds to those of older ones. By DNS_ROUND_ROBIN, it is one for a port that has none. */
export function addedBy(
  service: Service,
  port: Port,
  older: readonly Service[],
  cluster: Cluster,
): readonly Endpoint[] {
  const own = ownEndpoints(service, port, cluster);
  if (service.resolution !== 'dns-round-robin') return own;
  return hasEndpoints(older, port.number, cluster) ? [] : own.slice(0, 1);
}

/** Whether Istio leaves the endpoints of a service alone: those of a Kubernetes Service that nobody may see. */
export function isLeftAlone({ isOfKubernetes, exportTo }: Service): boolean {
  return isOfKubernetes && exportTo.includes('~');
}

/** Where Kubernetes itself sends what comes to a port of a Service: Pods that it selects, and addresses of EndpointSlices. */
export function backendsOf(service: Service, port: Port, cluster: Cluster): readonly Endpoint[] {
  return [...podsSelectedBy(service, port, cluster), ...inSlices(service, port, cluster)];
}

/** What the name of a headless Service stands for, with a port that is called. Which ports the Service has does not count. */
export function namedBy(service: Service, port: number, cluster: Cluster): readonly Endpoint[] {
  const pods = service.ports.flatMap((each) => podsSelectedBy(service, each, cluster));
  const byWorkload = new Map(pods.map((each) => [each.workload, { ...each, port }]));
  return [...byWorkload.values(), ...inAnySlice(service, port, cluster)];
}

function hasIp({ address, workload }: Endpoint): boolean {
  return workload !== undefined || isIP(address ?? '') !== 0;
}

/** Whether ServiceEntries have endpoints at a port. */
function hasEndpoints(services: readonly Service[], number: number, cluster: Cluster): boolean {
  return services.some(
    (each) =>
      !each.isOfKubernetes &&
      each.ports.some((port) => port.number === number && ownEndpoints(each, port, cluster).length > 0),
  );
}

/**
 * The endpoints of one service: Pods and WorkloadEntries that it selects, addresses of its EndpointSlices, and those that its
 * ServiceEntry lists.
 */
function ownEndpoints(service: Service, port: Port, cluster: Cluster): readonly Endpoint[] {
  const { entry, object } = service;
  const selected = [...backendsOf(service, port, cluster), ...entriesSelectedBy(service, port, cluster)];
  const listed = (entry?.endpoints ?? []).flatMap((spec, index) =>
    ofEntry(spec, spec.labels ?? {}, port, { object, path: ['spec', 'endpoints', index], cluster: cluster.name }),
  );
  if (listed.length + selected.length > 0 || entry === undefined || service.resolution === 'endpoints')
    return [...selected, ...listed];
  const isHost = service.resolution !== 'original-destination' && entry.workloadSelector === undefined;
  return isHost ? [ofHost(service, port)] : [];
}

function podsSelectedBy(service: Service, port: Port, cluster: Cluster): readonly Endpoint[] {
  const { selector, namespace } = service;
  if (selector === undefined) return [];
  return cluster.workloadsByLabels.find(namespace, selector).flatMap((each) => ofWorkload(each, port, service));
}

/** The WorkloadEntries that a service selects. Of Kubernetes Services, those without an address of their own have none. */
function entriesSelectedBy(service: Service, port: Port, cluster: Cluster): readonly Endpoint[] {
  const { selector, namespace, isOfKubernetes, resolution } = service;
  if (selector === undefined || (isOfKubernetes && resolution !== 'endpoints')) return [];
  return cluster.entriesByLabels
    .find(namespace, selector)
    .flatMap(({ spec, labels, object }) =>
      ofEntry(spec, labels, port, { object, path: ['spec'], cluster: cluster.name }),
    );
}

interface Place {
  /** The cluster that reads the object. */
  readonly cluster: string;
  readonly object: ManifestObject;
  readonly path: readonly (string | number)[];
}

/** An endpoint with an address; none if it has no port of the name that the service asks for. */
function ofEntry(
  spec: WorkloadEntrySpec,
  labels: Labels,
  port: Port,
  { object, path, cluster }: Place,
): readonly Endpoint[] {
  const {
    address,
    ports = {},
    locality = '',
    network = labels[TOPOLOGY_NETWORK] ?? '',
    weight = 0,
    serviceAccount,
  } = spec;
  const number = typeof port.target === 'string' ? ports[port.target] : (ports[port.name] ?? port.target);
  if (number === undefined) return [];
  return [
    {
      workload: undefined,
      node: undefined,
      address,
      port: number,
      labels: withTopology(labels, { cluster, locality, network }),
      locality,
      network,
      namespace: object.namespace ?? '',
      weight: weight === 0 ? 1 : weight,
      isReady: true,
      hasTls: (labels[TLS_MODE] ?? ((serviceAccount ?? '') === '' ? 'disabled' : 'istio')) === 'istio',
      serviceAccount,
      object,
      path,
    },
  ];
}

/** The host itself, which a proxy resolves if there are no endpoints. */
function ofHost({ host, object, namespace }: Service, port: Port): Endpoint {
  return {
    workload: undefined,
    node: undefined,
    address: host,
    port: typeof port.target === 'number' ? port.target : port.number,
    labels: {},
    locality: '',
    network: '',
    namespace,
    weight: 1,
    isReady: true,
    hasTls: false,
    serviceAccount: undefined,
    object,
    path: ['spec', 'hosts'],
  };
}
