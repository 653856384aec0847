/**
 * What a scheme decides: how the calls of one mesh cross clusters.
 * @module
 */
import type { ConfigIssue } from '../../errors';
import type { DestinationRuleSpec, Destination, Labels, ServiceEntrySpec, WorkloadEntrySpec } from '../../istio';
import type { Cluster, IMeshService } from '../../mesh';
import type { Check } from '../checks/check';
import type { GatewayResource } from '../cluster-plan';
import type { DestinationView } from '../destination';
import type { Dialect } from '../dialect/dialect';
import type { ServiceView } from '../view';

/** The objects by which a cluster reaches a service in other clusters. */
export interface RemoteAccess {
  /** The ServiceEntry for the host that the service has across clusters. */
  readonly serviceEntry: ServiceEntrySpec;
  /** The endpoints of the host as separate objects, if the ServiceEntry does not list them itself. */
  readonly workloadEntries: readonly { readonly name: string; readonly spec: WorkloadEntrySpec }[];
  /** The DestinationRule for the host. */
  readonly rule: DestinationRuleSpec;
  /** Further hosts, for destinations that cannot be subsets of the host. */
  readonly ownHosts: readonly OwnHost[];
}

/** The host of one destination. */
export interface OwnHost {
  /** A part of the names of its objects: the name of the subset that it replaces. */
  readonly name: string;
  readonly serviceEntry: ServiceEntrySpec;
  readonly rule: DestinationRuleSpec;
}

/** How calls of one mesh cross clusters. */
export interface Crossing {
  /** The API versions and the form of workloads. */
  readonly dialect: Dialect;
  /** Issues of the options of the scheme. */
  readonly issues: readonly ConfigIssue[];
  /** The checks of the scheme, in addition to the checks for every scheme. */
  readonly checks: readonly Check[];
  /** The selector of a Service where no version runs. Absent if it needs none, because its endpoints are never used. */
  emptySelector?(service: IMeshService): Labels;
  /** Warnings about the manifests; none if today's Istio routes them. */
  readonly warnings?: readonly string[];
  /** The host and the subset of a destination in a VirtualService. */
  destination(service: IMeshService, destination: DestinationView): Destination;
  /** Whether callers that stay in their cluster need a subset of it. Then no two clusters see such a destination alike. */
  readonly keepsBySubset?: boolean;
  /** The DestinationRule for the Service in a cluster; undefined if none is needed. */
  localRule(view: ServiceView): DestinationRuleSpec | undefined;
  /**
   * How a cluster reaches the `remote` destinations of a service, at least one. Absent if the scheme writes no objects for
   * this.
   */
  remoteAccess?(view: ServiceView, remote: readonly DestinationView[]): RemoteAccess;
  /** The Gateway that lets other clusters reach the `exposed` services of a cluster. Absent if the scheme writes none. */
  gateway?(cluster: Cluster, exposed: readonly IMeshService[]): GatewayResource | undefined;
}
