/**
 * The workloads of a service in one cluster.
 * @module
 */
import { Construct } from 'constructs';
import type { IMeshService } from '../mesh';
import { checkedScope, type PlannedProps, planOf } from '../plan';
import type { ContainerOf, DeploymentOf } from './deployment';
import { makeDeployment } from './read-deployment';
import { nothingToRender, render } from './render';

/** Options of VersionedService. */
export interface VersionedServiceProps extends PlannedProps {
  /**
   * The service. It belongs to the mesh of the plan (MC009). Its workloads are generated, and it runs in the cluster or is
   * called from there (MC032).
   */
  readonly service: IMeshService;
  /**
   * The container of each version: its image, ports, environment, and so on (MC168). If the function throws, that is MC190.
   * @default - none. Then `deployment` makes it, or no version may run in the cluster (MC167)
   */
  readonly container?: ContainerOf | undefined;
  /**
   * The Deployment of each version, in place of `container` (MC167). If the function throws, that is MC190.
   * @default - a Deployment with one Pod of one container
   * @example
   * deployment: ({ name }, version) => ({
   *   containers: [{ name, image: `registry.example.com/${name}:${version}`, resources: { requests: { cpu: '100m' } } }],
   *   replicas: 3,
   *   podSpec: { terminationGracePeriodSeconds: 60 },
   * })
   */
  readonly deployment?: DeploymentOf | undefined;
}

/**
 * A Service, a ServiceAccount, and a Deployment for each version that runs in the cluster, with the labels `app` and `version`.
 * If no version runs in the cluster but something calls the service, there is only a Service without a selector, so that its
 * name resolves.
 *
 * @example
 * new VersionedService(chart, 'reviews', {
 *   service: reviews,
 *   plan: plan.for(cluster2),
 *   container: ({ name, ports }, version) => ({
 *     name,
 *     image: `registry.example.com/${name}:${version}`,
 *     ports: ports.map(({ targetPort }) => ({ containerPort: targetPort })),
 *   }),
 * });
 */
export class VersionedService extends Construct {
  constructor(scope: Construct, id: string, props: VersionedServiceProps) {
    super(checkedScope(scope, id, props, ['service', 'container', 'deployment', 'plan']), id);
    const plan = planOf(this, props);
    const { service } = props;
    const { workloads, existing } = plan.of(service);
    if (workloads === undefined) {
      const reason = existing.length > 0 ? 'has existing workloads' : 'neither runs nor is called there';
      throw nothingToRender(this, plan, `service "${service.name}" ${reason}`);
    }
    render(this, 'Resource', plan, workloads.service);
    if (workloads.serviceAccount !== undefined) render(this, 'ServiceAccount', plan, workloads.serviceAccount);
    for (const deployment of workloads.deployments) {
      const made = makeDeployment(this, props, plan, deployment);
      render(this, `Deployment-${deployment.version}`, plan, deployment.resource, made);
    }
  }
}
