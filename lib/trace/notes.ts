/**
 * What a trace takes for granted, and what it does not follow.
 * @module
 */
import { type Finding, finding, joinWords } from '../errors';
import { hasLabels } from '../istio';
import { TRACES } from './messages';
import type { Cluster } from './model/cluster';
import { isGateway } from './model/injection';
import type { Workload } from './model/workload';
import { configMapFaultsIn } from './warnings/config-maps';
import { meshConfigFaultsIn } from './warnings/mesh-config';
import { refusedObjectsIn } from './warnings/refused';
import { unfollowedIn } from './warnings/unfollowed';
import { unfollowedFieldsIn } from './warnings/unfollowed-fields';
import { unfollowedSettingsIn } from './warnings/unfollowed-settings';

/** Finds what makes a trace of some clusters doubtful: warnings. */
export function warningsIn(clusters: readonly Cluster[]): readonly Finding[] {
  return [
    ...clusters.flatMap(repeatedIn),
    ...clusters.flatMap(refusedObjectsIn),
    ...clusters.flatMap(configMapFaultsIn),
    ...meshConfigFaultsIn(clusters),
    ...unfollowedSettingsIn(clusters),
    ...[unfollowedIn, unfollowedFieldsIn].flatMap((find) => clusters.flatMap(find)),
  ];
}

/** Finds objects that stand more than once in the manifests of a cluster (MC216). */
function repeatedIn({ name: cluster, objects }: Cluster): readonly Finding[] {
  const known = new Map<string, string>();
  return objects.flatMap(({ id, at }) => {
    const first = known.get(id);
    known.set(id, first ?? at);
    if (first === undefined) return [];
    const what = `${id} stands more than once in the manifests of cluster "${cluster}", first at ${first}.`;
    return [finding(TRACES.MC216, { what, severity: 'warning' }, { cluster, object: id, at })];
  });
}

/** What a trace takes for granted: what is left out, and what the manifests do not tell. Sentences. */
export function assumptionsOf(clusters: readonly Cluster[], gateways: ReadonlyMap<string, string>): readonly string[] {
  return [...clusters.flatMap(ofCluster), ...unusedIn(clusters, gateways)];
}

/** What is said of gateways whose addresses no object has. */
function unusedIn(clusters: readonly Cluster[], gateways: ReadonlyMap<string, string>): readonly string[] {
  return [...gateways]
    .filter(([address]) => !clusters.some(({ objects }) => objects.some(({ json }) => hasText(json, address))))
    .map(
      ([address, name]) => `Nothing in the manifests has the address ${address} of the gateway of cluster "${name}".`,
    );
}

function hasText(value: unknown, wanted: string): boolean {
  if (typeof value === 'string') return value === wanted;
  return typeof value === 'object' && value !== null && Object.values(value).some((each) => hasText(each, wanted));
}

function ofCluster(cluster: Cluster): readonly string[] {
  return [
    ...cluster.down.meanings,
    ...withoutNamespaces(cluster),
    ...withoutGateways(cluster),
    ...cluster.workloads.flatMap(outdated),
  ];
}

/** What is said of Gateways for Pods that are neither in the manifests nor Istio's own: their selector may be misspelt. */
function withoutGateways({ name, gateways, workloads }: Cluster): readonly string[] {
  return gateways.flatMap(({ object, spec: { selector = {} } }) => {
    if (isGateway(selector) || workloads.some(({ labels }) => hasLabels(labels, selector))) return [];
    const wanted = Object.entries(selector).map(([key, value]) => `${key}=${value}`);
    return [`No Pods in the manifests of cluster "${name}" have the labels ${joinWords(wanted)} of ${object.id}.`];
  });
}

function withoutNamespaces(cluster: Cluster): readonly string[] {
  const namespaces = withoutNamespace(cluster);
  if (namespaces.length === 0) return [];
  const words = namespaces.length === 1 ? 'Namespace' : 'Namespaces';
  return [
    `The manifests of cluster "${cluster.name}" lack ${words} ${joinWords(namespaces)}. Pods there are assumed to get sidecars.`,
  ];
}

/** What is said of Pods that were made before it was decided whether they get a sidecar. */
function outdated({ object, cluster, hasProxy, willHaveProxy }: Workload): readonly string[] {
  if (hasProxy === willHaveProxy) return [];
  const [run, make] = hasProxy ? ['with a sidecar', 'lose it'] : ['without a sidecar', 'get one'];
  return [`The Pods of ${object.id} in cluster "${cluster}" run ${run}, but ${make} when they are restarted.`];
}

/** The namespaces of workloads whose Namespace the manifests lack. */
function withoutNamespace({ workloads, injection }: Cluster): readonly string[] {
  const all = new Set(workloads.map(({ namespace }) => namespace));
  return [...all].filter((namespace) => !injection.knows(namespace)).sort();
}
