/**
 * The workloads of a service in one cluster.
 * @module
 */
import type { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { valueText } from '../errors';
import type { SpecifiedResource } from '../istio';
import type { IMeshService } from '../mesh';
import { checkedScope, type DeploymentPlan, type PlannedProps, planOf, readProps } from '../plan';
import { SHAPE } from '../reading';
import { callUser } from './call';
import { nothingToRender, render } from './render';
import { withoutUnions } from './unions';

const FIX =
  'Write it like container: ({ name }, version) => ({ name, image: `registry.example.com/${name}:${version}` }).';

/** Makes the container for the Pods of a version. Its ports should include the `targetPort` of each port of the service. */
export type ContainerOf = (service: IMeshService, version: string) => k8s.Container;

/** Options of VersionedService. */
export interface VersionedServiceProps extends PlannedProps {
  /**
   * The service. It belongs to the mesh of the plan (MC009). Its workloads are generated, and it runs in the cluster or is
   * called from there (MC032).
   */
  readonly service: IMeshService;
  /**
   * The container of each version: its image, ports, environment, and so on. If the function throws, that is MC190.
   * @default - none. Then no version may run in the cluster (MC035)
   */
  readonly container?: ContainerOf | undefined;
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
    super(checkedScope(scope, id, props, ['service', 'container', 'plan']), id);
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
      const { version } = deployment;
      const container = makeContainer(this, props, version);
      render(this, `Deployment-${version}`, plan, withContainer(deployment, container));
    }
  }
}

/** Calls the function `container`. Without a compiler, it may be missing or return something else (MC035). */
function makeContainer(construct: Construct, props: VersionedServiceProps, version: string): k8s.Container {
  return readProps(construct, props, (part) => {
    const { container } = part.options(['container'], true);
    if (typeof props.container !== 'function') {
      container.must(SHAPE.MC035, 'be a function that returns a container', { fix: FIX });
      return undefined;
    }
    const must = `return a container for version "${version}"`;
    const made: unknown = callUser(construct, 'container', must, () => props.container?.(props.service, version));
    if (isContainer(made)) return made;
    const what = `${container.title} must ${must}, but returned ${valueText(made)}.`;
    container.report(SHAPE.MC035, what, { got: made, fix: FIX });
    return undefined;
  });
}

function isContainer(value: unknown): value is k8s.Container {
  return typeof value === 'object' && value !== null && 'name' in value;
}

function withContainer(
  { resource }: DeploymentPlan,
  container: k8s.Container,
): SpecifiedResource<'Deployment', unknown> {
  const { template } = resource.spec;
  const spec = { ...template.spec, containers: [withoutUnions(container)] };
  return { ...resource, spec: { ...resource.spec, template: { ...template, spec } } };
}
