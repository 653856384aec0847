/**
 * The endpoints at a number of a service, by which Istio makes the listeners and the clusters of proxies. Those that it sends proxies
 * apart from these may be others: it finds them by the name of the port.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/endpointshards.go
 * @module
 */
import type { Cluster } from '../model/cluster';
import type { Port, Service } from '../model/service';
import { discovered } from './discovery';
import type { Endpoint } from './endpoint';
import { addedBy, isLeftAlone } from './endpoints';

/** The endpoints in a cluster. */
export interface Instances {
  readonly cluster: Cluster;
  readonly endpoints: readonly Endpoint[];
}

/** Where endpoints are looked for. */
interface Everywhere {
  /** The cluster of the caller. */
  readonly cluster: Cluster;
  /** All clusters whose endpoints Istio knows there. */
  readonly clusters: readonly Cluster[];
  /** The endpoints of a cluster that are not gone. */
  readonly present: (endpoints: readonly Endpoint[], cluster: Cluster) => readonly Endpoint[];
}

/**
 * The endpoints at a number of a service, in all clusters. Of several services for its host, the youngest that has any there counts:
 * its port has those of Kubernetes Services by its name, and those of ServiceEntries by its number.
 */
export function instancesAt(service: Service, number: number, everywhere: Everywhere): readonly Instances[] {
  const own = everywhere.cluster.servicesFor(service);
  // a Kubernetes Service that only another cluster has
  const isKnown = own.some(({ isOfKubernetes }) => isOfKubernetes === service.isOfKubernetes);
  const all = isKnown ? own : [...own, service];
  const found = all.map(({ ports }) =>
    ports.filter((port) => port.number === number).flatMap((port) => instancesIn(all, port, everywhere)),
  );
  return found.findLast((each) => each.some(({ endpoints }) => endpoints.length > 0)) ?? [];
}

/** The endpoints of services for a host at the port of one of them. */
function instancesIn(
  all: readonly Service[],
  port: Port,
  { cluster, clusters, present }: Everywhere,
): readonly Instances[] {
  return clusters.map((each) => {
    const there = all.flatMap((service, index) => {
      const ports = service.ports.filter((other) => isLike(other, port, service));
      if (each === cluster)
        return isHere(service, cluster)
          ? ports.flatMap((same) => addedBy(service, same, all.slice(0, index), cluster))
          : [];
      // a Kubernetes Service may have other ports there
      return (service.isOfKubernetes ? [port] : ports).flatMap((same) => discovered(service, same, cluster, each));
    });
    return { cluster: each, endpoints: present(there, each) };
  });
}

/** Whether a cluster itself has endpoints of a service. A Service that only other clusters have selects nothing there. */
function isHere(service: Service, cluster: Cluster): boolean {
  return cluster.servicesFor(service).includes(service) && !isLeftAlone(service);
}

/** Whether the endpoints at a port of a service belong to the port of another one. */
function isLike(one: Port, other: Port, { isOfKubernetes }: Service): boolean {
  return isOfKubernetes ? one.name === other.name : one.number === other.number;
}
