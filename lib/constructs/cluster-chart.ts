/**
 * A chart with everything that one cluster needs.
 * @module
 */
import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { type PlannedProps, planOf } from '../plan';
import { EastWestGateway } from './east-west-gateway';
import { MulticlusterRoute } from './multicluster-route';
import { RemoteServiceEntry } from './remote-service-entry';
import { render } from './render';
import { ServicePolicies } from './service-policies';
import { ServiceSubsets } from './service-subsets';
import { type ContainerOf, VersionedService } from './versioned-service';

/** Options of ClusterChart. */
export interface ClusterChartProps extends PlannedProps {
  /**
   * The container of each version of each service.
   * @default - none. Then no service may have generated workloads in the cluster (MC035)
   */
  readonly container?: ContainerOf;
}

/**
 * A chart with everything that the plan of a cluster holds, in this order: Namespaces, the workloads of all services, the
 * traffic objects of all services, the Gateway of the east-west gateway, and the policies of all services.
 *
 * @example
 * new ClusterChart(app, 'bookinfo', { container: bookinfoContainer });
 */
export class ClusterChart extends Chart {
  constructor(scope: Construct, id: string, props: ClusterChartProps = {}) {
    super(scope, id);
    const plan = planOf(this, props);
    const { container } = props;
    for (const namespace of plan.namespaces) render(this, `Namespace-${namespace.metadata.name}`, plan, namespace);
    for (const { service, workloads } of plan.services) {
      if (workloads !== undefined)
        new VersionedService(this, `${service.name}.${service.namespace}`, { service, plan, container });
    }
    for (const { service, serviceEntry, localDestinationRule, route, ...traffic } of plan.services) {
      const id = `${service.name}.${service.namespace}`;
      if (serviceEntry !== undefined) new RemoteServiceEntry(this, `${id}:remote`, { service, plan });
      if (localDestinationRule !== undefined) new ServiceSubsets(this, `${id}:subsets`, { service, plan });
      const isRouted = traffic.virtualService !== undefined || traffic.ingressVirtualService !== undefined;
      if (route !== undefined && isRouted) new MulticlusterRoute(this, `${id}:route`, { route, plan });
    }
    if (plan.gateway !== undefined) new EastWestGateway(this, 'EastWestGateway', { plan });
    for (const { service, policies } of plan.services) {
      if (policies !== undefined)
        new ServicePolicies(this, `${service.name}.${service.namespace}:policies`, { service, plan });
    }
  }
}
