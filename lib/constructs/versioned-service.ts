/**
 * The workloads of a service in one cluster.
 * @module
 */
import type { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { SpecifiedResource } from '../istio';
import type { IMeshService } from '../mesh';
import type { DeploymentPlan } from '../plan';
import { misuse, nothingToRender, type PlannedProps, planOf, render } from './render';
import { withoutUnions } from './unions';

/** Makes the container of a version's Pods. Its ports should hold the targetPorts of the service's. */
export type ContainerOf = (service: IMeshService, version: string) => k8s.Container;

/** Options of VersionedService. */
export interface VersionedServiceProps extends PlannedProps {
  /** The service, of the plan's mesh (MC009). */
  readonly service: IMeshService;
  /**
   * The container of each version: image, port, environment and whatever else Kubernetes knows.
   * @default - none; then no version may run in the cluster (MC035)
   */
  readonly container?: ContainerOf | undefined;
}

/**
 * A Service, a ServiceAccount, and a Deployment for each version that runs in the cluster, labelled `app` and `version`.
 * Where no version runs and something calls the service: a Service without a selector, so that the name resolves.
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
    super(scope, id);
    const plan = planOf(this, props);
    const { service, container } = props;
    const { workloads, existing } = plan.of(service);
    if (workloads === undefined) {
      const why = existing.length > 0 ? 'exists already' : 'neither runs nor is called';
      throw nothingToRender(this, plan, `"${service.name}" ${why}`);
    }
    render(this, 'Resource', plan, workloads.service);
    if (workloads.serviceAccount !== undefined) render(this, 'ServiceAccount', plan, workloads.serviceAccount);
    for (const deployment of workloads.deployments) {
      const { version } = deployment;
      const made = makeContainer(this, container, service, version);
      render(this, `Deployment-${version}`, plan, withContainer(deployment, made));
    }
  }
}

/** Calls the user's function, which may be none, or return nothing, where no compiler has checked. */
function makeContainer(
  scope: Construct,
  container: ContainerOf | undefined,
  service: IMeshService,
  version: string,
): k8s.Container {
  const made: unknown = typeof container === 'function' ? container(service, version) : container;
  const isContainer = (value: unknown): value is k8s.Container =>
    typeof container === 'function' && typeof value === 'object' && value !== null && 'name' in value;
  if (isContainer(made)) return made;
  const what = `container of "${service.name}" ${version} is no function that returns a container`;
  throw misuse(scope, 'MC035', { what, got: made });
}

function withContainer(
  { resource }: DeploymentPlan,
  container: k8s.Container,
): SpecifiedResource<'Deployment', unknown> {
  const { template } = resource.spec;
  const spec = { ...template.spec, containers: [withoutUnions(container)] };
  return { ...resource, spec: { ...resource.spec, template: { ...template, spec } } };
}
