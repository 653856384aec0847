/**
 * How a call crosses clusters, behind one interface; and planning, which is the same under every scheme.
 * @module
 */
import { type ConfigIssue, issue } from '../../errors';
import { type GatewaySpec, type SpecifiedResource, resourceId } from '../../istio';
import type { Cluster, IMeshService, MeshDescription, MeshPlanner } from '../../mesh';
import { ClusterPlan, resourcesOf, type ServicePlan, type TrafficPlan } from '../cluster-plan';
import type { Dialect } from '../dialect/dialect';
import { MeshPlan } from '../mesh-plan';
import { inWritingOrder, type ServiceView, viewsOf } from '../view';

/** How calls cross clusters. `Mesh.plan` takes one. */
export abstract class Scheme implements MeshPlanner<MeshPlan> {
  /** Which API versions and workload shapes are written. */
  protected abstract readonly dialect: Dialect;
  /** What a reader of the manifests should know; empty when today's Istio routes them. */
  protected readonly warnings: readonly string[] = [];

  /** Reports what is wrong with the scheme's own options for this mesh. */
  protected abstract check(mesh: MeshDescription, issues: ConfigIssue[]): void;
  /** The Istio objects of a service in one cluster. */
  protected abstract traffic(view: ServiceView, issues: ConfigIssue[]): TrafficPlan;
  /** The gateway of a cluster at which others reach `exposed` services; undefined when the scheme needs none. */
  protected abstract gateway(
    mesh: MeshDescription,
    exposed: readonly IMeshService[],
  ): SpecifiedResource<'Gateway', GatewaySpec> | undefined;

  /** Plans a mesh; `Mesh.plan` calls it. */
  planMesh(mesh: MeshDescription, issues: ConfigIssue[]): MeshPlan {
    this.check(mesh, issues);
    const views = inWritingOrder(mesh).map((service) => viewsOf(mesh, service));
    const clusters = mesh.clusters.map((cluster, index) => {
      const seen = views.flatMap((perCluster) => perCluster[index] ?? []);
      return this.planCluster(mesh, cluster, seen, issues);
    });
    issues.push(...collisions(clusters));
    return new MeshPlan(mesh.name, clusters);
  }

  private planCluster(
    mesh: MeshDescription,
    cluster: Cluster,
    views: readonly ServiceView[],
    issues: ConfigIssue[],
  ): ClusterPlan {
    const exposed = views.filter((view) => view.exposed);
    for (const { service } of exposed.slice(0, cluster.gateway === undefined ? 1 : 0)) {
      const what = `cluster "${cluster.name}" runs "${service.name}" for other clusters and has no gateway address`;
      issues.push(issue('MC023', { what, got: cluster.gateway }, cluster.describedAt));
    }
    const services = views.map((view) => this.planService(view, issues));
    const used = services.filter((service) => resourcesOf(service).length > 0);
    const namespaces = [...new Set(used.map(({ service }) => service.namespace))].sort();
    return new ClusterPlan({
      mesh: mesh.name,
      cluster,
      namespaces: namespaces.flatMap((name) => this.dialect.namespace(name) ?? []),
      services,
      gateway: exposed.length === 0 ? undefined : this.gateway(mesh, exposed.map(({ service }) => service)),
      warnings: this.warnings,
    });
  }

  private planService(view: ServiceView, issues: ConfigIssue[]): ServicePlan {
    const { service, versionsHere, called, route } = view;
    const present = versionsHere.length > 0 || called;
    const workloads = present ? this.dialect.workloads(service, versionsHere) : undefined;
    return { service, workloads, route, ...this.traffic(view, issues) };
  }
}

/** Two objects of one kind and name in one cluster, each pair of services named once. */
function collisions(clusters: readonly ClusterPlan[]): readonly ConfigIssue[] {
  const found = new Map<string, ConfigIssue>();
  for (const { services } of clusters) {
    const owners = new Map<string, IMeshService>();
    for (const plan of services) {
      for (const id of resourcesOf(plan).map(resourceId)) {
        const [owner, { service }] = [owners.get(id) ?? plan.service, plan];
        const what = `services "${owner.name}" and "${service.name}" both make ${id}`;
        if (owners.has(id)) found.set(id, issue('MC006', { what, got: id }, service.describedAt));
        owners.set(id, owner);
      }
    }
  }
  return [...found.values()];
}
