/**
 * The workloads of a service in one cluster.
 * @module
 */
import type { Construct } from 'constructs';
import type { Resource } from '../istio';
import type { IMeshService } from '../mesh';
import { checkedScope, type ClusterPlan, type Located, type PlannedProps, planOf, type WorkloadsPlan } from '../plan';
import type { ContainerOf, DeploymentOf } from './deployment';
import { nothingToRender, PlannedConstruct, renderCompleted } from './planned-construct';
import { asPlanned, type RenderingList } from './planned-object';
import { type DeploymentsProps, makeDeployments } from './read-deployment';

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
export class VersionedService extends PlannedConstruct {
  constructor(scope: Construct, id: string, props: VersionedServiceProps);
  /** With what it renders. @internal */
  // eslint-disable-next-line @typescript-eslint/unified-signatures -- only this one is internal
  constructor(scope: Construct, id: string, props: VersionedServiceProps, objects: RenderingList | undefined);
  constructor(scope: Construct, id: string, props: VersionedServiceProps, objects?: RenderingList) {
    super(checkedScope(scope, id, props, ['service', 'container', 'deployment', 'plan']), id);
    const plan = planOf(this, props);
    const { service } = props;
    const { workloads, existing } = plan.of(service);
    if (workloads === undefined) {
      const reason = existing.length > 0 ? 'has existing workloads' : 'neither runs nor is called there';
      throw nothingToRender(this, plan, `service "${service.name}" ${reason}`);
    }
    const { service: own, serviceAccount = [], deployments } = workloads;
    const planned = [own, serviceAccount, deployments.map(({ resource }) => resource)].flat();
    renderCompleted(this, plan, planned, () => objects ?? workloadObjects(this, props, plan, workloads));
  }
}

/** What a VersionedService renders. Calls the functions of the user for its Deployments. */
export function workloadObjects(
  construct: Located,
  props: DeploymentsProps,
  plan: ClusterPlan,
  workloads: WorkloadsPlan,
): RenderingList {
  const { service, serviceAccount, deployments } = workloads;
  const made = makeDeployments(construct, props, plan, deployments);
  const before = known.get(workloads);
  // they are the same if the functions of the user return the same as for the cluster before
  if (before?.made.every((each, index) => each === made[index]) === true) return before.objects;
  const objects = [
    asPlanned('Resource', service),
    ...(serviceAccount === undefined ? [] : [asPlanned('ServiceAccount', serviceAccount)]),
    ...deployments.flatMap(({ version, resource: planned }, index) => {
      const resource = made[index];
      return resource === undefined ? [] : [{ id: `Deployment-${version}`, planned, resource }];
    }),
  ];
  known.set(workloads, { made, objects });
  return objects;
}

/** For the workloads of a service, the latest Deployments that functions of the user made, and the list with them. */
const known = new WeakMap<WorkloadsPlan, { readonly made: readonly Resource[]; readonly objects: RenderingList }>();
