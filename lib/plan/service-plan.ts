/**
 * What one cluster needs for one service, as plain immutable values: complete objects, the containers of Deployments aside.
 * @module
 */
import type { k8s } from 'cdk8s-plus-27';
import type {
  DestinationRuleSpec,
  Labels,
  Resource,
  SpecifiedResource,
  ServiceEntrySpec,
  VirtualServiceSpec,
  WorkloadEntrySpec,
} from '../istio';
import type { IMeshService, Route } from '../mesh';
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
  readonly ingressVirtualService: SpecifiedResource<'VirtualService', VirtualServiceSpec> | undefined;
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
