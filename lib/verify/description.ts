/**
 * Tells descriptions of meshes apart.
 * @module
 */
import { createHash } from 'node:crypto';
import { Cluster, type MeshDescription } from '../mesh';
import { type ClusterPlan, sourceOf } from '../plan';
import { textOf } from './same';

const known = new WeakMap<MeshDescription, string>();

/** Whether two descriptions say the same, whoever made them. */
export function areSame(one: MeshDescription | undefined, other: MeshDescription | undefined): boolean {
  return one === other || digestOf(one) === digestOf(other);
}

/** A short text that stands for a description. Equal descriptions have the same one. */
export function digestOf(description: MeshDescription | undefined): string {
  if (description === undefined) return '';
  const before = known.get(description);
  if (before !== undefined) return before;
  const digest = createHash('sha256')
    .update(textOf(named(viewOf(description))))
    .digest('hex');
  known.set(description, digest);
  return digest;
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
