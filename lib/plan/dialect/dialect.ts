/**
 * The API versions and the form of workloads that are written.
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
  /** The labels of every object that is written for a mesh, except Namespaces. */
  labels(mesh: string): Labels;
  /**
   * A Namespace that is labelled for sidecar injection by a revision, or by Istio's default revision; undefined if Namespaces are
   * not written.
   */
  namespace(name: string, revision: string | undefined): Resource<'Namespace'> | undefined;
  /**
   * The objects of a service whose `versions` run in the cluster. Without versions, there is only a Service without a selector,
   * which makes the name resolve. Pods get `labels` in addition to the labels of the dialect.
   */
  workloads(service: IMeshService, versions: readonly string[], labels: Labels): WorkloadsPlan;
}

/** The spec of a Service. It selects Pods of every version, or has no selector if no version runs in the cluster. */
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
