/**
 * Tells descriptions of meshes apart, so that what is written can be compared without keeping the descriptions.
 * @module
 */
import { createHash } from 'node:crypto';
import { Cluster, type MeshDescription } from '../mesh';
import { type ClusterPlan, sourceOf } from '../plan';
import { textOf } from './same';

const known = new WeakMap<MeshDescription, string>();

/** A short text that stands for the description of a plan. Equal descriptions have the same text, whoever made them. */
export function descriptionOf(plan: ClusterPlan): string {
  const description = sourceOf(plan)?.description;
  if (description === undefined) return '';
  const before = known.get(description);
  if (before !== undefined) return before;
  const hash = createHash('sha256')
    .update(textOf(named(viewOf(description))))
    .digest('hex');
  known.set(description, hash);
  return hash;
}

/** The name of the scheme of a plan. */
export function schemeOf(plan: ClusterPlan): string {
  return sourceOf(plan)?.scheme.constructor.name ?? '';
}

/** Everything that a description says. */
function viewOf({ clusters, services, workloads, calls = [], ...mesh }: MeshDescription): object {
  const allCalls = [...calls, ...mesh.externalCalls];
  return {
    ...mesh,
    hasCalls: calls.length > 0,
    clusters: clusters.map(({ name, locality, gateway, ipFamilies }) => ({ name, locality, gateway, ipFamilies })),
    services: services.map((service) => ({
      names: [service.name, service.namespace, service.serviceAccountName],
      ports: service.ports,
      versions: service.versions.map((version) => [version, service.clustersOf(version)]),
      settings: [service.distribution, service.workloads, service.trafficPolicies],
      routes: service.routes.map(({ protocol, rules }) => [protocol, rules]),
    })),
    workloads: workloads.map((each) => [each.name, each.namespace, each.labels, each.clusters]),
    externalCalls: undefined,
    calls: allCalls
      .map(({ caller, callee, clusters: from }) => {
        const spaces = 'routeNamespaces' in caller ? caller.routeNamespaces : undefined;
        const { name, namespace, serviceAccountName } = caller;
        return textOf(named([name, namespace, serviceAccountName, spaces, from, callee.name, callee.namespace]));
      })
      .sort(),
  };
}

/** The same value with the names of clusters in place of clusters. */
function named(value: unknown): unknown {
  if (value instanceof Cluster) return value.name;
  if (Array.isArray(value)) return value.map(named);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]: [string, unknown]) => [key, named(each)]));
}
