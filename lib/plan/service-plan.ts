/**
 * What one cluster needs for one service, as immutable values: complete objects, except for the containers of Deployments.
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
import type { ExistingPods } from './existing-pods';
import type { PoliciesPlan } from './access/policies';

/** The spec of a Deployment without its containers, which the construct adds. */
export interface DeploymentSpec {
  readonly replicas: number;
  /** Undefined where the API version takes it from the template. */
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
    /** The port at which containers listen; absent when it is the same. */
    readonly targetPort?: number;
    /** The protocol of the port; absent when the name begins with it. */
    readonly appProtocol?: string;
  }[];
  readonly selector?: Labels;
}

/** The Kubernetes objects of a service. */
export interface WorkloadsPlan {
  /** The Service; without a selector where no version runs, so that the name resolves. */
  readonly service: SpecifiedResource<'Service', ServiceSpec>;
  /** The identity of the Pods; undefined where none run, or where the manifests are those of the article. */
  readonly serviceAccount: Resource<'ServiceAccount'> | undefined;
  /** A Deployment per version that runs here. */
  readonly deployments: readonly DeploymentPlan[];
}

/** The Istio objects of a service; each is undefined where it is not needed. */
export interface TrafficPlan {
  /** The host that the service has across clusters. */
  readonly serviceEntry: SpecifiedResource<'ServiceEntry', ServiceEntrySpec> | undefined;
  /** The endpoints in other clusters, when local Pods are endpoints too. */
  readonly workloadEntries: readonly SpecifiedResource<'WorkloadEntry', WorkloadEntrySpec>[];
  /** How the host across clusters is reached. */
  readonly globalDestinationRule: SpecifiedResource<'DestinationRule', DestinationRuleSpec> | undefined;
  /** The subsets of the Service in this cluster. */
  readonly localDestinationRule: SpecifiedResource<'DestinationRule', DestinationRuleSpec> | undefined;
  /** Where calls of services in this cluster go. */
  readonly virtualService: SpecifiedResource<'VirtualService', VirtualServiceSpec> | undefined;
  /** The same HTTP rules for ingress gateways: the VirtualService of a gateway's owner delegates to it. */
  readonly ingressVirtualService: SpecifiedResource<'VirtualService', VirtualServiceSpec> | undefined;
}

/** Everything that one cluster needs for one service. */
export interface ServicePlan extends TrafficPlan {
  readonly service: IMeshService;
  /** Undefined where no version runs and nothing calls it, and where its workloads exist already. */
  readonly workloads: WorkloadsPlan | undefined;
  /** What the Pods of the versions that run here must have, when somebody else makes them. */
  readonly existing: readonly ExistingPods[];
  /** The route behind the VirtualServices, given or implied: the HTTP route, or another one when there is none. */
  readonly route: Route | undefined;
  /** All routes behind the VirtualServices: HTTP, TLS and TCP. */
  readonly routes: readonly Route[];
  /** Who is let in; undefined where the service does not run, and where everyone is let in. */
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
