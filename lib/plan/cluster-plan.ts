/**
 * What one cluster needs.
 * @module
 */
import { CallSite, ConfigError, issue, valueText } from '../errors';
import type { GatewaySpec, Resource, SpecifiedResource } from '../istio';
import { type Cluster, type IMeshService, MESH } from '../mesh';
import type { ServicePlan } from './service-plan';

/** An east-west gateway. */
export type GatewayResource = SpecifiedResource<'Gateway', GatewaySpec>;

/** What a ClusterPlan is made of. */
export interface ClusterPlanProps {
  /** Name of the mesh. */
  readonly mesh: string;
  readonly cluster: Cluster;
  /** The Namespaces of its objects, labelled for sidecar injection; none where somebody else makes them. */
  readonly namespaces: readonly Resource<'Namespace'>[];
  /** Its services, in the order in which they are written. */
  readonly services: readonly ServicePlan[];
  /** Its east-west Gateway; undefined when no other cluster sends requests here, or Istio's stock Gateway lets them in. */
  readonly gateway: GatewayResource | undefined;
  /** What a reader of the manifests should know; empty for manifests that today's Istio routes. */
  readonly warnings: readonly string[];
}

/** What one cluster needs, as immutable values. `MeshPlan.for` returns it, and constructs render it. */
export class ClusterPlan implements ClusterPlanProps {
  readonly mesh: string;
  readonly cluster: Cluster;
  readonly namespaces: readonly Resource<'Namespace'>[];
  readonly services: readonly ServicePlan[];
  readonly gateway: GatewayResource | undefined;
  readonly warnings: readonly string[];

  /** Only a scheme makes plans. @hidden */
  constructor(props: ClusterPlanProps) {
    this.mesh = props.mesh;
    this.cluster = props.cluster;
    this.namespaces = props.namespaces;
    this.services = props.services;
    this.gateway = props.gateway;
    this.warnings = props.warnings;
  }

  /**
   * What the cluster needs for one service.
   *
   * @throws ConfigError MC009 when the service is not of this mesh
   */
  of(service: IMeshService): ServicePlan {
    const plan = this.services.find((candidate) => candidate.service === service);
    if (plan !== undefined) return plan;
    const what = `The argument of of() must be a service of mesh "${this.mesh}", but is ${valueText(service)}.`;
    const fix = 'Pass the value that addService of this mesh returned.';
    throw new ConfigError([issue(MESH.MC009, { what, got: service, fix }, CallSite.here())]);
  }
}
