/**
 * The Istio objects of the article.
 * @module
 */
import {
  CLUSTER,
  type DestinationRuleSpec,
  type Subset,
  type TrafficPolicy,
  type WorkloadEntrySpec,
} from '../../../istio';
import type { Cluster, IMeshService } from '../../../mesh';
import { addressesFor, type DestinationView } from '../../destination';
import { subsetOf } from '../../subset-name';
import type { ServiceView } from '../../view';
import { givenPolicy, remotePolicy } from '../../write/client-policy';
import { localRule } from '../../write/subsets';
import type { RemoteAccess } from '../crossing';

const MUTUAL_TLS: TrafficPolicy = { tls: { mode: 'ISTIO_MUTUAL' } };

/** The objects by which a cluster reaches a service elsewhere. Each subset selects a cluster, whose gateway is an endpoint. */
export function remoteAccess2019(
  service: IMeshService,
  remote: readonly DestinationView[],
  host: string,
  vip: string | undefined,
): RemoteAccess {
  const clusters = [...new Set(remote.flatMap(({ remotes }) => remotes))];
  const subsets = remote.flatMap((destination) => subsetsOf(service, destination));
  return {
    serviceEntry: {
      hosts: [host],
      location: 'MESH_INTERNAL',
      ports: [{ name: 'http1', number: service.port, protocol: 'http' }],
      resolution: 'DNS',
      ...(vip !== undefined && { addresses: [vip] }),
      endpoints: clusters.flatMap((cluster) => endpointsOf(cluster, remote[0]?.from)),
    },
    workloadEntries: [],
    ownHosts: [],
    rule: {
      host,
      trafficPolicy: { ...remotePolicy(service, undefined), ...MUTUAL_TLS },
      ...(subsets.length > 0 && { subsets }),
    },
  };
}

/** The DestinationRule for the Service in a cluster, with the TLS mode of the article. */
export function localRule2019(view: ServiceView): DestinationRuleSpec | undefined {
  const { host, trafficPolicy, subsets } = localRule(view) ?? {};
  if (host === undefined) return undefined;
  return { host, trafficPolicy: { ...trafficPolicy, ...MUTUAL_TLS }, ...(subsets && { subsets }) };
}

/** An endpoint for each address of a cluster's gateway that its callers reach. */
function endpointsOf(cluster: Cluster, from: Cluster | undefined): readonly WorkloadEntrySpec[] {
  const { name, gateway } = cluster;
  if (gateway === undefined) return [];
  const ports = { http1: gateway.port };
  return addressesFor(from, cluster).map(({ value }) => ({ address: value, labels: { [CLUSTER]: name }, ports }));
}

/** The subset of a version in each cluster that runs it. */
function subsetsOf(service: IMeshService, destination: DestinationView): readonly Subset[] {
  const { version, remotes } = destination;
  if (version === undefined) return [];
  const policy = givenPolicy(remotePolicy(service, destination));
  return remotes.map(({ name }) => ({ name: subsetOf(version), labels: { [CLUSTER]: name }, ...policy }));
}
