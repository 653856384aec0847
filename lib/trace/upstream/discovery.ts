/**
 * What Istio discovers in other clusters, where remote secrets let it read them.
 * @see https://istio.io/latest/docs/setup/install/multicluster/multi-primary_multi-network/
 * @see https://github.com/istio/istio/blob/1.31.0/pkg/kube/multicluster/secretcontroller.go for what Istio forgets
 * @module
 */
import type { Cluster } from '../model/cluster';
import { shownBy } from '../model/default-export-to';
import type { Port, Service } from '../model/service';
import { oldestFirst } from '../model/service-index';
import type { Endpoint } from './endpoint';
import { backendsOf, isLeftAlone } from './endpoints';

/** The services of a cluster, and the Kubernetes Services that only other clusters have: the oldest first. */
export function withDiscovered(cluster: Cluster, others: readonly Cluster[]): readonly Service[] {
  const known = new Set(cluster.ofKubernetes.keys());
  const found = others.flatMap((other) =>
    [...other.inDns.values()].filter(({ namespace }) => cluster.reads(namespace, other)),
  );
  const added = found.filter(({ host }) => !known.has(host) && known.add(host));
  return added.length === 0
    ? cluster.services
    : oldestFirst([...cluster.services, ...shownBy(cluster.config.exportTo.services, added)]);
}

/**
 * The endpoints of a service in another cluster: those of its Service there, at the port of the same name, or the Pods that a
 * ServiceEntry selects. WorkloadEntries of other clusters are not read.
 */
export function discovered(service: Service, port: Port, cluster: Cluster, other: Cluster): readonly Endpoint[] {
  const there = serviceIn(other, service, cluster);
  const match = there?.ports.find(({ name }) => name === port.name);
  return there === undefined || match === undefined ? [] : backendsAt(there, match, other);
}

/** The endpoints of a service in another cluster at all ports of its Service there. */
export function discoveredAtAnyPort(service: Service, cluster: Cluster, other: Cluster): readonly Endpoint[] {
  const there = serviceIn(other, service, cluster);
  return there?.ports.flatMap((port) => backendsAt(there, port, other)) ?? [];
}

/** A service as another cluster has it, if Istio in a cluster reads its namespace there. */
function serviceIn(other: Cluster, service: Service, cluster: Cluster): Service | undefined {
  if (!cluster.reads(service.namespace, other)) return undefined;
  return service.isOfKubernetes ? other.inDns.get(service.host) : service;
}

function backendsAt(there: Service, port: Port, other: Cluster): readonly Endpoint[] {
  return isLeftAlone(there) ? [] : backendsOf(there, port, other);
}
