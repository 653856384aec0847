/**
 * Plans one cluster, given how calls cross clusters.
 * @module
 */
import { resourceId } from '../../istio';
import { type Cluster, compareNames, type MeshDescription } from '../../mesh';
import { ClusterPlan } from '../cluster-plan';
import { resourcesOf, type ServicePlan } from '../service-plan';
import { settled } from '../settled';
import type { ServiceView } from '../view';
import { externalPlans } from '../write/external-services';
import { namespaceObjects } from '../write/namespaces';
import type { Crossing } from './crossing';
import type { ServicePlans } from './service-plans';

/** Plans a cluster. `views` are the services as this cluster sees them, and `plans` has their plans. */
export function planCluster(
  mesh: MeshDescription,
  cluster: Cluster,
  views: readonly ServiceView[],
  { crossing, plans }: { readonly crossing: Crossing; readonly plans: ServicePlans },
): ClusterPlan {
  const services = shareAccounts(views.map((view) => plans.of(view)));
  const used = services.filter((service) => resourcesOf(service).length > 0);
  const workloads = mesh.workloads.filter(({ clusters }) => clusters.includes(cluster));
  const externalServices = externalPlans(mesh, cluster, crossing.dialect);
  // Kubernetes creates the namespace `default`; as long as no Pods of the mesh run there, it is not labelled for injection
  const external = externalServices.map(({ service }) => service).filter(({ namespace }) => namespace !== 'default');
  const inhabited = [...used.map(({ service }) => service), ...external, ...workloads];
  const namespaces = [...new Set(inhabited.map(({ namespace }) => namespace))].sort(compareNames);
  const exposed = views.filter((view) => view.exposed).map(({ service }) => service);
  const gateway = exposed.length === 0 ? undefined : crossing.gateway?.(cluster, exposed);
  return new ClusterPlan({
    mesh: mesh.name,
    cluster,
    namespaces: namespaceObjects(mesh, namespaces, crossing.dialect),
    services,
    externalServices,
    gateway: gateway && settled(gateway),
    labels: crossing.dialect.labels(mesh.name),
    warnings: crossing.warnings ?? [],
  });
}

/** If services share a service account, only the first of them brings its object. */
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
