/**
 * Which API versions and which shape of workloads are written.
 * @module
 */
import type { k8s } from 'cdk8s-plus-27';
import { APP, type Labels, type Resource, type SpecifiedResource } from '../../istio';
import type { IMeshService } from '../../mesh';
import type { WorkloadsPlan } from '../cluster-plan';

/** The name of a service's port. It starts with `http`, from which Istio takes the protocol. */
export const PORT_NAME = 'http';

/** How objects are written for one generation of Kubernetes and Istio. */
export interface Dialect {
  /** An object of Istio's networking API. */
  istio<Kind extends string, Spec>(
    kind: Kind,
    name: string,
    namespace: string,
    spec: Spec,
  ): SpecifiedResource<Kind, Spec>;
  /** A Namespace labelled for sidecar injection; undefined where Namespaces are left to their owners. */
  namespace(name: string): Resource<'Namespace'> | undefined;
  /**
   * The objects of a service whose `versions` run in the cluster; only a name that resolves when none do. Pods have
   * `labels` besides those that the dialect gives them.
   */
  workloads(service: IMeshService, versions: readonly string[], labels: Labels): WorkloadsPlan;
}

/** The spec of a Service: it selects Pods of every version, or nothing where no version runs. */
export function serviceSpec({ name, port }: IMeshService, versions: readonly string[]): k8s.ServiceSpec {
  const ports = [{ name: PORT_NAME, port }];
  return versions.length === 0 ? { ports } : { ports, selector: { [APP]: name } };
}
