/**
 * What one cluster needs, as plain immutable values: complete objects, the containers of Deployments aside.
 * @module
 */
import type { k8s } from 'cdk8s-plus-27';
import { CallSite, ConfigError, issue } from '../errors';
import type {
  DelegateSpec,
  DestinationRuleSpec,
  GatewaySpec,
  Labels,
  Resource,
  SpecifiedResource,
  ServiceEntrySpec,
  VirtualServiceSpec,
  WorkloadEntrySpec,
} from '../istio';
import type { Cluster, IMeshService, Route } from '../mesh';
import type { ExistingPods } from './existing/pods';
import type { PoliciesPlan } from './policy';

/** The spec of a Deployment without its containers, which whoever renders it adds. */
export interface DeploymentSpec {
  readonly replicas: number;
  /** Undefined in a dialect that has none. */
  readonly selector?: k8s.LabelSelector;
  readonly template: {
    readonly metadata: { readonly labels: Labels };
    readonly spec: Omit<k8s.PodSpec, 'containers'>;
  };
}

/** A Deployment of one version. */
export interface DeploymentPlan {
  readonly version: string;
  readonly resource: SpecifiedResource<'Deployment', DeploymentSpec>;
}

/** The spec of a Service. */
export interface ServiceSpec {
  readonly ports: readonly {
    readonly name: string;
    readonly port: number;
    /** Where containers listen; at the same number when not said. */
    readonly targetPort?: number;
    /** What the port carries, where its name does not say so. */
    readonly appProtocol?: string;
  }[];
  readonly selector?: Labels;
}

/** The Kubernetes objects of a service. */
export interface WorkloadsPlan {
  /** The Service; without a selector where no version runs, so that the name resolves. */
  readonly service: SpecifiedResource<'Service', ServiceSpec>;
  /** The identity of the Pods; undefined where none run, or where the dialect has none. */
  readonly serviceAccount: Resource<'ServiceAccount'> | undefined;
  /** A Deployment per version that runs here. */
  readonly deployments: readonly DeploymentPlan[];
}

/** The Istio objects of a service; each is undefined where it is not needed. */
export interface TrafficPlan {
  /** The host that the service has across clusters. */
  readonly serviceEntry: SpecifiedResource<'ServiceEntry', ServiceEntrySpec> | undefined;
  /** Its remote endpoints, when some of its endpoints are local Pods. */
  readonly workloadEntries: readonly SpecifiedResource<'WorkloadEntry', WorkloadEntrySpec>[];
  /** How the host across clusters is reached. */
  readonly globalDestinationRule: SpecifiedResource<'DestinationRule', DestinationRuleSpec> | undefined;
  /** The subsets of the Service in this cluster. */
  readonly localDestinationRule: SpecifiedResource<'DestinationRule', DestinationRuleSpec> | undefined;
  /** Where calls of services in this cluster go. */
  readonly virtualService: SpecifiedResource<'VirtualService', VirtualServiceSpec> | undefined;
  /** The same rules for ingress gateways, for their owner's VirtualService to delegate to. */
  readonly ingressVirtualService: SpecifiedResource<'VirtualService', DelegateSpec> | undefined;
}

/** Everything that one cluster needs for one service. */
export interface ServicePlan extends TrafficPlan {
  readonly service: IMeshService;
  /** Undefined where no version runs and nothing calls it, and where those that run exist already. */
  readonly workloads: WorkloadsPlan | undefined;
  /** What the Pods of the versions that run here must have, when they are made elsewhere. */
  readonly existing: readonly ExistingPods[];
  /** The rules behind the VirtualServices, given or implied: of HTTP ports, and if there are none of others. */
  readonly route: Route | undefined;
  /** All routes behind the VirtualServices: of ports of HTTP, of TLS, and of TCP. */
  readonly routes: readonly Route[];
  /** Who is let in; undefined where it does not run, and where everyone is. */
  readonly policies: PoliciesPlan | undefined;
}

/** An east-west gateway. */
export type GatewayResource = SpecifiedResource<'Gateway', GatewaySpec>;

/** What a ClusterPlan is made of. */
export interface ClusterPlanProps {
  /** Name of the mesh. */
  readonly mesh: string;
  readonly cluster: Cluster;
  /** The Namespaces that hold its objects, labelled for injection; none in a dialect that leaves them out. */
  readonly namespaces: readonly Resource<'Namespace'>[];
  /** Its services, in the order in which they are written. */
  readonly services: readonly ServicePlan[];
  /** Its east-west Gateway; undefined when no other cluster sends requests here, or Istio's stock one lets them in. */
  readonly gateway: GatewayResource | undefined;
  /** What a reader of the manifests should know; empty under schemes that today's Istio routes. */
  readonly warnings: readonly string[];
}

/** What one cluster needs. Had from `MeshPlan.for`, rendered by constructs. */
export class ClusterPlan implements ClusterPlanProps {
  readonly mesh: string;
  readonly cluster: Cluster;
  readonly namespaces: readonly Resource<'Namespace'>[];
  readonly services: readonly ServicePlan[];
  readonly gateway: GatewayResource | undefined;
  readonly warnings: readonly string[];

  /** Only a scheme makes plans. */
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
    const what = `the service is not of mesh "${this.mesh}"`;
    throw new ConfigError([issue('MC009', { what, got: service }, CallSite.here())]);
  }
}

/** All objects of a service, Deployments without their containers. */
export function resourcesOf(plan: ServicePlan): readonly Resource[] {
  const { workloads, serviceEntry, workloadEntries, globalDestinationRule, localDestinationRule } = plan;
  return [
    workloads?.service,
    workloads?.serviceAccount,
    ...(workloads?.deployments ?? []).map(({ resource }) => resource),
    serviceEntry,
    ...workloadEntries,
    globalDestinationRule,
    localDestinationRule,
    plan.virtualService,
    plan.ingressVirtualService,
    plan.policies?.authorizationPolicy,
    plan.policies?.peerAuthentication,
  ].filter((resource) => resource !== undefined);
}
