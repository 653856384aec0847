/**
 * The endpoints of a service at a port.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/serviceregistry/serviceentry/conversion.go
 * @module
 */
import type { WorkloadEntrySpec, Labels } from '../../istio';
import type { ManifestObject } from '../../manifests';
import type { Cluster } from '../model/cluster';
import { type Port, type Service, targetNumber } from '../model/service';
import type { Workload } from '../model/workload';
import type { Endpoint } from './endpoint';
import { NETWORK, withTopology } from './topology';

const TLS_MODE = 'security.istio.io/tlsMode';

/** The endpoints of a service at a port, with those of other services for its host in its namespace. */
export function endpointsOf(service: Service, port: Port, cluster: Cluster): readonly Endpoint[] {
  const all = cluster.servicesFor(service);
  const isHere = all.some(({ object }) => object === service.object);
  const others = isHere ? all.filter(({ object }) => object !== service.object) : [];
  return [service, ...others].flatMap((each) =>
    each.ports.filter(({ name }) => name === port.name).flatMap((same) => ownEndpoints(each, same, cluster)),
  );
}

/** The endpoints of one service: Pods and WorkloadEntries that it selects, and those that its ServiceEntry lists. */
function ownEndpoints(service: Service, port: Port, cluster: Cluster): readonly Endpoint[] {
  const { selector, namespace, entry, object } = service;
  const selected = selector === undefined ? [] : selectedBy(selector, namespace, port, cluster, service);
  const listed = (entry?.endpoints ?? []).map((spec, index) =>
    ofEntry(spec, spec.labels ?? {}, port, { object, path: ['spec', 'endpoints', index], cluster: cluster.name }),
  );
  if (listed.length + selected.length > 0 || entry === undefined || service.resolution === 'endpoints')
    return [...selected, ...listed];
  const isHost = service.resolution !== 'original-destination' && entry.workloadSelector === undefined;
  return isHost ? [ofHost(service, port)] : [];
}

function selectedBy(
  selector: Labels,
  namespace: string,
  port: Port,
  cluster: Cluster,
  service: Service,
): readonly Endpoint[] {
  return [
    ...cluster.workloadsByLabels.find(namespace, selector).flatMap((each) => ofWorkload(each, port, service)),
    ...cluster.entriesByLabels
      .find(namespace, selector)
      .map(({ spec, labels, object }) =>
        ofEntry(spec, labels, port, { object, path: ['spec'], cluster: cluster.name }),
      ),
  ];
}

/** The Pods of a workload as an endpoint; none if they have no port of the name that the service asks for. */
function ofWorkload(workload: Workload, declared: Port, { object }: Service): readonly Endpoint[] {
  const port = targetNumber(declared, workload.ports);
  if (port === undefined || workload.replicas === 0) return [];
  const { labels, locality, network, namespace, serviceAccountName, replicas, hasProxy } = workload;
  return [
    {
      workload,
      address: undefined,
      port,
      labels: withTopology(labels, workload),
      locality,
      network,
      namespace,
      weight: replicas,
      hasTls: hasProxy && (labels[TLS_MODE] ?? 'istio') === 'istio',
      serviceAccount: serviceAccountName,
      object,
      path: ['spec', 'selector'],
    },
  ];
}

interface Place {
  /** The cluster that reads the object. */
  readonly cluster: string;
  readonly object: ManifestObject;
  readonly path: readonly (string | number)[];
}

function ofEntry(spec: WorkloadEntrySpec, labels: Labels, port: Port, { object, path, cluster }: Place): Endpoint {
  const { address, ports = {}, locality = '', network = labels[NETWORK] ?? '', weight = 0, serviceAccount } = spec;
  const target = typeof port.target === 'number' ? port.target : port.number;
  return {
    workload: undefined,
    address,
    port: ports[port.name] ?? target,
    labels: withTopology(labels, { cluster, locality, network }),
    locality,
    network,
    namespace: object.namespace ?? '',
    weight: weight === 0 ? 1 : weight,
    hasTls: (labels[TLS_MODE] ?? ((serviceAccount ?? '') === '' ? 'disabled' : 'istio')) === 'istio',
    serviceAccount,
    object,
    path,
  };
}

/** The host itself, which a proxy resolves if there are no endpoints. */
function ofHost({ host, object, namespace }: Service, port: Port): Endpoint {
  return {
    workload: undefined,
    address: host,
    port: typeof port.target === 'number' ? port.target : port.number,
    labels: {},
    locality: '',
    network: '',
    namespace,
    weight: 1,
    hasTls: false,
    serviceAccount: undefined,
    object,
    path: ['spec', 'hosts'],
  };
}
