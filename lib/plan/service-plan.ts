/**
 * The plan of one service in one cluster, as immutable values: complete objects, except for the containers of Deployments.
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
import type { Caller, Cluster, IMeshService, Route } from '../mesh';
import type { ExistingPods } from './existing-pods';
import type { PoliciesPlan } from './access/policies';

/** The spec of a Deployment without its containers, which the construct adds. */
export interface DeploymentSpec {
  readonly replicas: number;
  /** The selector. Undefined if the API version takes it from the template. */
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
    /** The port at which containers listen; absent if it equals `port`. */
    readonly targetPort?: number;
    /** The protocol of the port; absent if the name starts with it. */
    readonly appProtocol?: string;
  }[];
  readonly selector?: Labels;
}

/** The Kubernetes objects of a service. */
export interface WorkloadsPlan {
  /** The Service. Without versions in the cluster, it selects nothing, and makes the name resolve. */
  readonly service: SpecifiedResource<'Service', ServiceSpec>;
  /**
   * The ServiceAccount of the Pods. Undefined if no Pods run, if another service brings it, if it is `default`, or under
   * Article2019.
   */
  readonly serviceAccount: Resource<'ServiceAccount'> | undefined;
  /** A Deployment for each version that runs in the cluster. */
  readonly deployments: readonly DeploymentPlan[];
}

/** The objects of a host that a single version has across clusters. */
export interface OwnHostPlan {
  readonly serviceEntry: SpecifiedResource<'ServiceEntry', ServiceEntrySpec>;
  readonly destinationRule: SpecifiedResource<'DestinationRule', DestinationRuleSpec>;
}

/** The Istio objects of a service. Each is undefined if it is not needed. */
export interface TrafficPlan {
  /** The ServiceEntry for the host that the service has across clusters. */
  readonly serviceEntry: SpecifiedResource<'ServiceEntry', ServiceEntrySpec> | undefined;
  /** The endpoints in other clusters, if local Pods are endpoints too. */
  readonly workloadEntries: readonly SpecifiedResource<'WorkloadEntry', WorkloadEntrySpec>[];
  /** The DestinationRule for the host across clusters. */
  readonly globalDestinationRule: SpecifiedResource<'DestinationRule', DestinationRuleSpec> | undefined;
  /**
   * Further hosts across clusters. Each is for one version, and has no subsets. Under SniAddressing, an order of clusters is
   * written so if gateways have DNS names. Otherwise, there are none.
   */
  readonly ownHosts: readonly OwnHostPlan[];
  /** The DestinationRule with the subsets of the Service in this cluster. */
  readonly localDestinationRule: SpecifiedResource<'DestinationRule', DestinationRuleSpec> | undefined;
  /** The rules for services in this cluster that call the service. */
  readonly virtualService: SpecifiedResource<'VirtualService', VirtualServiceSpec> | undefined;
  /** The same HTTP rules for ingress gateways. The VirtualService of a gateway's owner delegates to it. */
  readonly ingressVirtualService: SpecifiedResource<'VirtualService', VirtualServiceSpec> | undefined;
}

/** Everything that one cluster needs for one service. */
export interface ServicePlan extends TrafficPlan {
  readonly service: IMeshService;
  /** Its workloads. Undefined if no version runs and nothing calls it, or if its workloads exist already. */
  readonly workloads: WorkloadsPlan | undefined;
  /** What its existing Pods in this cluster need; empty if its workloads are generated. */
  readonly existing: readonly ExistingPods[];
  /** The HTTP route of the VirtualServices, or another route if there is none. It is given or implied. */
  readonly route: Route | undefined;
  /** All routes of the VirtualServices: HTTP, TLS and TCP. */
  readonly routes: readonly Route[];
  /** The policies that let callers in. Undefined if the service does not run here, or everyone is let in. */
  readonly policies: PoliciesPlan | undefined;
  /** The services and ingress gateways that call it here. Undefined if no call is declared: then everything may call it. */
  readonly callers: readonly Caller[] | undefined;
  /** Whether other clusters send requests to it here. */
  readonly exposed: boolean;
  /** The other clusters that requests from here are sent to, in name order. */
  readonly remotes: readonly Cluster[];
}

/** Objects that one construct renders: all of them, or none. */
export type PlannedGroup = readonly Resource[];

/** All objects of a service. They are asked for often. */
interface ServiceObjects {
  readonly groups: readonly PlannedGroup[];
  readonly all: readonly Resource[];
}

const known = new WeakMap<ServicePlan, ServiceObjects>();

function objectsOf(plan: ServicePlan): ServiceObjects {
  const before = known.get(plan);
  if (before !== undefined) return before;
  const groups = groupsIn(plan);
  const objects = { groups, all: groups.flat() };
  known.set(plan, objects);
  return objects;
}

/** All objects of a service, in the groups in which constructs render them. Deployments have no containers. */
export function groupsOfService(plan: ServicePlan): readonly PlannedGroup[] {
  return objectsOf(plan).groups;
}

/** All objects of a service. Deployments have no containers. */
export function resourcesOf(plan: ServicePlan): readonly Resource[] {
  return objectsOf(plan).all;
}

function groupsIn(plan: ServicePlan): readonly PlannedGroup[] {
  const { workloads, policies } = plan;
  const groups = [
    [workloads?.service, workloads?.serviceAccount, ...(workloads?.deployments ?? []).map(({ resource }) => resource)],
    [
      ...[plan.serviceEntry, ...plan.workloadEntries, plan.globalDestinationRule],
      ...plan.ownHosts.flatMap(({ serviceEntry, destinationRule }) => [serviceEntry, destinationRule]),
    ],
    [plan.localDestinationRule],
    [plan.virtualService, plan.ingressVirtualService],
    [policies?.authorizationPolicy, policies?.peerAuthentication],
  ];
  return groups.map((group) => group.filter((resource) => resource !== undefined));
}
