/**
 * Finds workloads by the names that people call them.
 * @module
 */
import { selects, serviceHost } from '../../istio';
import type { Cluster } from './cluster';
import type { Workload } from './workload';

/** The workloads of a cluster that a name stands for: their own name, their `app` label, or a Service that selects them. */
export function workloadsNamed(name: string, cluster: Cluster): readonly Workload[] {
  const all = cluster.workloads;
  const named = all.filter((each) => each.name === name);
  if (named.length > 0) return named;
  const labelled = all.filter(({ labels }) => labels['app'] === name);
  if (labelled.length > 0) return labelled;
  return all.filter(({ namespace, labels }) =>
    selects(cluster.ofKubernetes.get(serviceHost({ name, namespace }))?.selector ?? {}, labels),
  );
}
