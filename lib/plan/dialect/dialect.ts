/**
 * Which API versions and which shape of workloads are written.
 * @module
 */
import type { k8s } from 'cdk8s-plus-27';
import { APP, type Resource, type SpecifiedResource } from '../../istio';
import type { IMeshService } from '../../mesh';
import type { WorkloadsPlan } from '../cluster-plan';

/** The name of an object. */
export interface ObjectName {
  readonly name: string;
  readonly namespace: string;
}

/** How objects are written for one generation of Kubernetes and Istio. */
export interface Dialect {
  /** The name of the HTTP port of Services and Deployments. */
  readonly portName: string;
  /** An object of Istio's networking API. */
  istio<Kind extends string, Spec>(kind: Kind, name: ObjectName, spec: Spec): SpecifiedResource<Kind, Spec>;
  /** A Namespace labelled for sidecar injection; undefined where Namespaces are left to their owners. */
  namespace(name: string): Resource<'Namespace'> | undefined;
  /** The objects of a service whose `versions` run in the cluster; only a name that resolves when none do. */
  workloads(service: IMeshService, versions: readonly string[]): WorkloadsPlan;
}

/** The Service of a service: it selects Pods of every version, or nothing where no version runs. */
export function serviceSpec(service: IMeshService, portName: string, versions: readonly string[]): k8s.ServiceSpec {
  const ports = [{ name: portName, port: service.port }];
  return versions.length === 0 ? { ports } : { ports, selector: { [APP]: service.name } };
}
