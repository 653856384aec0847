/**
 * Which API versions and which shape of workloads are written.
 * @module
 */
import { APP, declaredProtocol, type Labels, type Resource, type SpecifiedResource } from '../../istio';
import type { IMeshService, ServicePort } from '../../mesh';
import type { ServiceSpec, WorkloadsPlan } from '../service-plan';

/** How objects are written for one generation of Kubernetes and Istio. */
export interface Dialect {
  /** An object of Istio's networking API. */
  istio<Kind extends string, Spec>(
    kind: Kind,
    name: string,
    namespace: string,
    spec: Spec,
  ): SpecifiedResource<Kind, Spec>;
  /** A Namespace labelled for sidecar injection; undefined where Namespaces are not written. */
  namespace(name: string): Resource<'Namespace'> | undefined;
  /**
   * The objects of a service whose `versions` run in the cluster. When none do, a Service without a selector makes the name
   * resolve. Pods get `labels` in addition to those of the dialect.
   */
  workloads(service: IMeshService, versions: readonly string[], labels: Labels): WorkloadsPlan;
}

/** The spec of a Service: it selects Pods of every version, or nothing where no version runs. */
export function serviceSpec(service: IMeshService, versions: readonly string[]): ServiceSpec {
  const { name } = service;
  const ports = service.ports.map(portSpec);
  return versions.length === 0 ? { ports } : { ports, selector: { [APP]: name } };
}

function portSpec({ name, number, targetPort, protocol }: ServicePort): ServiceSpec['ports'][number] {
  return {
    name,
    port: number,
    ...(targetPort !== number && { targetPort }),
    ...(declaredProtocol({ name }) !== protocol && { appProtocol: protocol.toLowerCase() }),
  };
}
