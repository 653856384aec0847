/**
 * The plan of one cluster.
 * @module
 */
import { CallSite, ConfigError, issue, valueText } from '../errors';
import type { GatewaySpec, Labels, Resource, SpecifiedResource } from '../istio';
import { type Cluster, type ExternalService, type IMeshService, MESH } from '../mesh';
import { type ExternalServicePlan, externalResources } from './external-plan';
import { resourcesOf, type ServicePlan } from './service-plan';

/** The Gateway object of an east-west gateway. */
export type GatewayResource = SpecifiedResource<'Gateway', GatewaySpec>;

/** The parts of a ClusterPlan. */
export interface ClusterPlanProps {
  /** The name of the mesh. */
  readonly mesh: string;
  readonly cluster: Cluster;
  /** The Namespaces of its objects, labelled for sidecar injection. None if something else creates them. */
  readonly namespaces: readonly Resource<'Namespace'>[];
  /** Its services, in the order in which they are written. */
  readonly services: readonly ServicePlan[];
  /** The services outside of the mesh that something in the cluster calls, by name. */
  readonly externalServices: readonly ExternalServicePlan[];
  /** Its east-west Gateway. Undefined if no other cluster sends requests here, or Istio's stock Gateway lets them in. */
  readonly gateway: GatewayResource | undefined;
  /**
   * The labels by which everything that is written for the mesh can be found: `app.kubernetes.io/part-of` and
   * `app.kubernetes.io/managed-by`. A ClusterApp adds them to every object except Namespaces, and adds
   * `istio-multicluster/route` to VirtualServices. Empty under Article2019.
   */
  readonly labels: Labels;
  /** Warnings about the manifests. Empty if today's Istio routes them. */
  readonly warnings: readonly string[];
}

/** Everything that one cluster needs, as immutable values. `MeshPlan.for` returns it, and constructs render it. */
export class ClusterPlan implements ClusterPlanProps {
  readonly mesh: string;
  readonly cluster: Cluster;
  readonly namespaces: readonly Resource<'Namespace'>[];
  readonly services: readonly ServicePlan[];
  readonly externalServices: readonly ExternalServicePlan[];
  readonly gateway: GatewayResource | undefined;
  readonly labels: Labels;
  readonly warnings: readonly string[];
  readonly #byService: ReadonlyMap<IMeshService, ServicePlan>;

  /** Only a scheme makes plans. @hidden */
  constructor(props: ClusterPlanProps) {
    this.mesh = props.mesh;
    this.cluster = props.cluster;
    this.namespaces = props.namespaces;
    this.services = props.services;
    this.externalServices = props.externalServices;
    this.gateway = props.gateway;
    this.labels = props.labels;
    this.warnings = props.warnings;
    this.#byService = new Map(props.services.map((plan) => [plan.service, plan]));
  }

  /**
   * The plan of one service in this cluster.
   *
   * @throws ConfigError MC009 if the service does not belong to this mesh
   */
  of(service: IMeshService): ServicePlan {
    const plan = this.#byService.get(service);
    if (plan !== undefined) return plan;
    const what = `The argument of of() must be a service of mesh "${this.mesh}", but is ${valueText(service)}.`;
    const fix = 'Pass the value that addService of this mesh returned.';
    throw new ConfigError([issue(MESH.MC009, { what, got: service, fix }, CallSite.here())]);
  }

  /**
   * The plan of a service outside of the mesh in this cluster; undefined if nothing here calls it.
   */
  ofExternal(service: ExternalService): ExternalServicePlan | undefined {
    return this.externalServices.find((candidate) => candidate.service === service);
  }
}

/** All objects of a plan. Deployments have no containers. */
export function resourcesIn(plan: ClusterPlan): readonly Resource[] {
  const services = plan.services.flatMap(resourcesOf);
  const externals = plan.externalServices.flatMap(externalResources);
  return [...plan.namespaces, ...services, ...externals, ...(plan.gateway === undefined ? [] : [plan.gateway])];
}
