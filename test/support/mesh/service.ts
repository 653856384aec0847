/**
 * Describes a service from the data of its mesh.
 * @module
 */
import type {
  Cluster,
  Distribution,
  ExistingWorkloads,
  GeneratedWorkloads,
  Mesh,
  MeshService,
  TrafficPolicy,
} from '../../../lib';
import { byTurns } from '../policies';
import { PORTS } from '../ports';
import type { MeshData, ServiceData } from './data';
import { addressCount, callersOf, distributionOf, placesOf, rulesOf } from './facts';
import { httpRules, l4Rules } from './rules';

/** Returns a list as one that has at least one item, or throws. */
export function some<T>([first, ...others]: readonly T[]): [T, ...T[]] {
  if (first === undefined) throw new Error('there is none');
  return [first, ...others];
}

/** Adds a service with its routes to a mesh. */
export function describeService(
  mesh: Mesh,
  data: MeshData,
  service: ServiceData,
  clusters: readonly Cluster[],
): MeshService<string> {
  const { name, namespace, policy, versions, isExisting } = service;
  const within = (names: readonly string[]): readonly Cluster[] => clusters.filter((each) => names.includes(each.name));
  const workloads: ExistingWorkloads | GeneratedWorkloads = isExisting
    ? { workloads: 'existing', serviceAccountName: `shop-${name}` }
    : {};
  const trafficPolicy = policyOf(data, service, policy);
  const policies = versions.map((version) => [version.name, policyOf(data, service, version.policy)] as const);
  const described = mesh.addService(name, {
    ports: PORTS[service.ports],
    versions: Object.fromEntries(versions.map((version) => [version.name, some(within(version.places))])),
    namespace,
    ...workloads,
    distribution: distributionAmong(data, service, clusters),
    ...(trafficPolicy && { trafficPolicy }),
    versionPolicies: Object.fromEntries(policies.flatMap(([version, given]) => (given ? [[version, given]] : []))),
  });
  const { http, tcp, tls } = rulesOf(data, service);
  const callers = within(callersOf(data, service));
  const isRetried = !['local', 'spread'].includes(described.distribution as string);
  if (http.length > 0) described.addRoute(httpRules(http, { service: described, callers, isRetried }));
  if (tcp.length > 0) described.addTcpRoute(l4Rules(tcp, [5432, 5672], described));
  if (tls.length > 0) described.addTlsRoute(l4Rules(tls, [8443, 8443], described));
  return described;
}

function distributionAmong(data: MeshData, service: ServiceData, clusters: readonly Cluster[]): Distribution {
  const distribution = distributionOf(data, service);
  if (distribution !== 'ordered' && distribution !== 'reversed') return distribution;
  const places = placesOf(service);
  const byName = data.clusters
    .filter(({ name }) => places.includes(name))
    .flatMap(({ name }) => clusters.filter((cluster) => cluster.name === name));
  const [first, second, ...others] = distribution === 'ordered' ? byName : byName.toReversed();
  if (first === undefined || second === undefined) throw new Error('an order of one cluster');
  return { failover: [first, second, ...others] };
}

/** A policy; with round robin if the clusters have different numbers of addresses, because weights need it. */
function policyOf(data: MeshData, service: ServiceData, policy: TrafficPolicy | undefined): TrafficPolicy | undefined {
  const places = data.clusters.filter(({ name }) => placesOf(service).includes(name));
  const isWeighed = new Set(places.map((place) => addressCount(data, place))).size > 1;
  return isWeighed ? byTurns(policy) : policy;
}
