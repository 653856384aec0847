/**
 * Planning a mesh, which is the same however calls cross clusters.
 * @module
 */
import { type ConfigIssue, oldIssue } from '../../errors';
import { resourceId } from '../../istio';
import { type Cluster, compareNames, type MeshDescription, type MeshPlanner } from '../../mesh';
import { inWritingOrder } from '../callers';
import { ClusterPlan } from '../cluster-plan';
import { isRemote } from '../destination';
import { checkDistribution, rankLabels } from '../distribution';
import { isKnown } from '../known';
import { existingPods } from '../existing/pods';
import { MeshPlan } from '../mesh-plan';
import { policiesOf, toCallers, toCallersAndGateway } from '../policy';
import { checkRoutes } from '../route-use';
import { resourcesOf, type ServicePlan, type TrafficPlan } from '../service-plan';
import { checkHashes } from '../traffic-policy';
import { type ServiceView, viewsOf } from '../view';
import { collisions } from './collisions';
import { Crossing } from './crossing';
import { virtualServices } from './virtual-services';

/** How calls cross clusters. `Mesh.plan` takes one. */
export abstract class Scheme extends Crossing implements MeshPlanner<MeshPlan> {
  /** Plans a mesh; `Mesh.plan` calls it. */
  planMesh(mesh: MeshDescription, issues: ConfigIssue[]): MeshPlan {
    this.check(mesh, issues);
    issues.push(...checkRoutes(mesh));
    const views = inWritingOrder(mesh).map((service) => viewsOf(mesh, service));
    const known = views.filter(([view]) => view !== undefined && isKnown(mesh, view.service));
    issues.push(...known.flatMap(checkDistribution), ...views.flatMap(checkHashes));
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
    const exposed = views.filter((view) => view.exposed).map(({ service }) => service);
    if (this.needsAddresses && exposed.length > 0 && cluster.gateway === undefined) {
      const names = exposed.map(({ name }) => `"${name}"`).join(', ');
      const why = mesh.calls !== undefined ? '' : ' (no call is declared, so every cluster calls every service)';
      const what = `other clusters call ${names} in cluster "${cluster.name}", which has no gateway address${why}`;
      issues.push(oldIssue('MC023', { what, got: cluster.gateway }, cluster.describedAt));
    }
    const services = shareAccounts(views.map((view) => this.planService(view, issues)));
    const used = services.filter((service) => resourcesOf(service).length > 0);
    const namespaces = [...new Set(used.map(({ service }) => service.namespace))].sort(compareNames);
    return new ClusterPlan({
      mesh: mesh.name,
      cluster,
      namespaces:
        mesh.namespaces === 'existing' ? [] : namespaces.flatMap((name) => this.dialect.namespace(name) ?? []),
      services,
      gateway: exposed.length === 0 ? undefined : this.gateway(mesh, cluster, exposed),
      warnings: this.warnings,
    });
  }

  private planService(view: ServiceView, issues: ConfigIssue[]): ServicePlan {
    const { service, cluster, versionsHere, called } = view;
    const traffic = this.planTraffic(view, issues);
    const existing = existingPods(view, traffic.serviceEntry?.spec.workloadSelector !== undefined);
    const isGenerated = existing.length === 0 && (versionsHere.length > 0 || called);
    const ranks = rankLabels(service, cluster);
    const workloads = isGenerated ? this.dialect.workloads(service, versionsHere, ranks) : undefined;
    const routes = view.routes.map(({ route }) => route);
    return { service, workloads, existing, route: routes[0], routes, ...traffic, policies: policiesOf(view) };
  }

  private planTraffic(view: ServiceView, issues: ConfigIssue[]): TrafficPlan {
    const { service, destinations } = view;
    const { name, namespace } = service;
    const { dialect } = this;
    const exported = toCallers(view);
    const remote = destinations.filter(isRemote);
    const access = remote.length === 0 ? undefined : this.remoteAccess(view, remote, issues);
    const local = this.localRule(view);
    return {
      serviceEntry:
        access &&
        dialect.istio('ServiceEntry', `${name}-${namespace}`, namespace, { ...access.serviceEntry, ...exported }),
      workloadEntries: (access?.workloadEntries ?? []).map((entry) =>
        dialect.istio('WorkloadEntry', entry.name, namespace, entry.spec),
      ),
      globalDestinationRule:
        access && dialect.istio('DestinationRule', `${name}-global`, namespace, { ...access.rule, ...exported }),
      localDestinationRule:
        local && dialect.istio('DestinationRule', name, namespace, { ...local, ...toCallersAndGateway(view) }),
      ...virtualServices(view, (destination) => this.destination(service, destination), dialect),
    };
  }
}

/** Services may run as one service account; the first of them brings its object. */
function shareAccounts(plans: readonly ServicePlan[]): readonly ServicePlan[] {
  const brought = new Set<string>();
  return plans.map((plan) => {
    const account = plan.workloads?.serviceAccount;
    if (plan.workloads === undefined || account === undefined) return plan;
    const id = resourceId(account);
    if (brought.has(id)) return { ...plan, workloads: { ...plan.workloads, serviceAccount: undefined } };
    brought.add(id);
    return plan;
  });
}
