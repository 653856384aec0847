/**
 * Finds workloads by the names that people call them.
 * @module
 */
import { selects, serviceHost } from '../../istio';
import { groupBy, lazily } from '../../manifests';
import type { Cluster } from './cluster';
import type { Workload } from './workload';

/** The workloads of a cluster by their names. */
export class WorkloadNames {
  private readonly byName = lazily(() => groupBy(this.cluster.workloads, ({ name }) => name));
  private readonly byApp = lazily(() => groupBy(this.cluster.workloads, ({ labels }) => labels['app']));
  private readonly byService = new Map<string, readonly Workload[]>();

  constructor(private readonly cluster: Cluster) {}

  /** The workloads that a name stands for: their own name, their `app` label, or a Service that selects them. */
  of(name: string): readonly Workload[] {
    return this.byName().get(name) ?? this.byApp().get(name) ?? this.selectedBy(name);
  }

  private selectedBy(name: string): readonly Workload[] {
    const before = this.byService.get(name);
    if (before !== undefined) return before;
    const { workloads, inDns } = this.cluster;
    const found = workloads.filter(({ namespace, labels }) =>
      selects(inDns.get(serviceHost({ name, namespace }))?.selector ?? {}, labels),
    );
    this.byService.set(name, found);
    return found;
  }
}
