/**
 * What the manifests of a mesh do not tell.
 * @module
 */
import { CallSite, type ConfigIssue, issue, joinWords, listText, nearMiss, valueText } from '../errors';
import { addressKind, isLocality } from '../istio';
import { TRACES } from './messages';
import type { ClusterFacts } from './model/cluster-facts';
import { isConfig } from './model/config-maps';
import { isIstioMinor, ISTIO_MINORS, NEWEST } from './model/istio-minor';

/** What the manifests of a mesh do not tell. */
export interface MeshFacts {
  /**
   * The cluster (MC222) behind an address, which is written as in the manifests, without a port (MC218).
   * @default - the address of a Service, or the labels of the endpoint, tell the cluster
   */
  readonly gateways?: ReadonlyMap<string, string>;
  /**
   * Facts about clusters, by name (MC222).
   * @default - none
   */
  readonly clusters?: ReadonlyMap<string, ClusterFacts>;
  /**
   * Whether Istio reads the endpoints of all clusters in each of them, by remote secrets.
   * @default - in each cluster, those of the clusters that its remote secrets name
   */
  readonly isConnected?: boolean;
  /**
   * What is assumed to be gone (MC213): a cluster, such as `cluster2`; workloads, by the names that callers have, such as
   * `cluster1/reviews-v1` or `cluster1/reviews` for all versions; or a gateway of Istio's installation, such as
   * `cluster2/istio-eastwestgateway`, which the manifests may lack.
   * @default - nothing
   */
  readonly without?: readonly string[];
}

/** What is wrong with facts about clusters that have some names (MC218, MC219, MC222, MC233, MC238). */
export function faultsIn(
  { gateways = new Map<string, string>(), clusters = new Map<string, ClusterFacts>() }: MeshFacts,
  names: readonly string[],
): readonly ConfigIssue[] {
  return [
    ...[...gateways].flatMap(([address, name]) => gatewayFault(address, name, names)),
    ...[...clusters].flatMap(([name, facts]) => clusterFault(name, facts, names)),
  ];
}

function gatewayFault(address: string, name: string, names: readonly string[]): ConfigIssue | readonly [] {
  if (!names.includes(name)) {
    const what = `The cluster behind the address ${valueText(address)} must be one whose manifests are given, but is ${valueText(name)}.`;
    return unknownCluster(what, name, names, names.includes(address) ? 'Swap the address and the cluster.' : undefined);
  }
  if (addressKind(address) !== undefined) return [];
  const what = `The address of the gateway of cluster "${name}" must be an IP address, a DNS name or a placeholder like \${NAME}, without a port, but is ${valueText(address)}.`;
  return issue(TRACES.MC218, { what, got: address }, CallSite.here());
}

function clusterFault(
  name: string,
  { locality = '', config = '', istio = NEWEST }: ClusterFacts,
  names: readonly string[],
): ConfigIssue | readonly ConfigIssue[] {
  if (!names.includes(name)) {
    const what = `Facts must be about a cluster whose manifests are given, but there is no cluster ${valueText(name)}.`;
    return unknownCluster(what, name, names);
  }
  const place = `The locality of cluster "${name}" must be a region, optionally with a zone and a subzone, but is ${valueText(locality)}.`;
  const unread = `The MeshConfig of cluster "${name}" must be a map in YAML, but is not.`;
  return [
    ...(locality === '' || isLocality(locality)
      ? []
      : [issue(TRACES.MC219, { what: place, got: locality }, CallSite.here())]),
    ...(isConfig(config) ? [] : [issue(TRACES.MC233, { what: unread, got: config }, CallSite.here())]),
    ...(isIstioMinor(istio) ? [] : [unfollowed(`Istio of cluster "${name}"`, istio)]),
  ];
}

/** A release of Istio that is not followed. `title` is what messages call it. */
export function unfollowed(title: string, release: unknown): ConfigIssue {
  const what = `${title} must be ${joinWords(ISTIO_MINORS, 'or')}, but is ${valueText(release)}.`;
  return issue(TRACES.MC238, { what, got: release }, CallSite.here());
}

/** A sentence that names all clusters. */
export function clustersText(names: readonly string[]): string {
  return names.length === 1 ? `The only cluster is ${listText(names)}.` : `The clusters are ${listText(names)}.`;
}

function unknownCluster(what: string, got: string, names: readonly string[], fix = clustersText(names)): ConfigIssue {
  return issue(TRACES.MC222, { what, fix, got, meant: nearMiss(got, names) }, CallSite.here());
}
