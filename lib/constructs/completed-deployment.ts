/**
 * The Deployments of a plan, completed by what the user says of them.
 * @module
 */
import type { SpecifiedResource } from '../istio';
import type { DeploymentPlan } from '../plan';
import { asKubernetes } from './as-kubernetes';
import type { VersionDeployment } from './deployment';

/** A Deployment with containers. */
export type CompletedDeployment = SpecifiedResource<'Deployment', unknown>;

/** A planned Deployment with a container of the user. */
export function withContainer({ resource }: DeploymentPlan, container: unknown): CompletedDeployment {
  const { template } = resource.spec;
  const spec = { ...template.spec, containers: [asKubernetes(container)] };
  return { ...resource, spec: { ...resource.spec, template: { ...template, spec } } };
}

/** A planned Deployment with what the user says of it. What the plan has stays. */
export function withDeployment({ resource }: DeploymentPlan, given: VersionDeployment): CompletedDeployment {
  const { template, replicas: _, ...planned } = resource.spec;
  const { containers, podLabels, podAnnotations, podSpec, ...own } = given;
  const spec = { ...podSpec, ...template.spec, containers };
  const metadata = {
    ...template.metadata,
    labels: { ...podLabels, ...template.metadata.labels },
    ...(podAnnotations && { annotations: podAnnotations }),
  };
  return {
    ...resource,
    spec: {
      ...(asKubernetes(own) as object),
      ...planned,
      template: { ...template, metadata, spec: asKubernetes(spec) },
    },
  };
}
