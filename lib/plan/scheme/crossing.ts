/**
 * How calls of one mesh cross clusters: what a scheme decides.
 * @module
 */
import type { ConfigIssue } from '../../errors';
import type { DestinationRuleSpec, Destination, ServiceEntrySpec, WorkloadEntrySpec } from '../../istio';
import type { Cluster, IMeshService } from '../../mesh';
import type { Check } from '../checks/check';
import type { GatewayResource } from '../cluster-plan';
import type { DestinationView } from '../destination';
import type { Dialect } from '../dialect/dialect';
import type { ServiceView } from '../view';

/** How a cluster reaches a service elsewhere. */
export interface RemoteAccess {
  /** The host that the service has across clusters. */
  readonly serviceEntry: ServiceEntrySpec;
  /** Its endpoints, by object name, where the ServiceEntry does not list them itself. */
  readonly workloadEntries: readonly { readonly name: string; readonly spec: WorkloadEntrySpec }[];
  /** How the host is reached. */
  readonly rule: DestinationRuleSpec;
}

/** How calls of one mesh cross clusters. */
export interface Crossing {
  /** Which API versions and workload shapes are written. */
  readonly dialect: Dialect;
  /** What is wrong with the scheme's own options for this mesh. */
  readonly issues: readonly ConfigIssue[];
  /** What the scheme demands of a mesh besides what every mesh must pass. */
  readonly checks: readonly Check[];
  /** What a reader of the manifests should know; none when today's Istio routes them. */
  readonly warnings?: readonly string[];
  /** What a destination is called in a VirtualService. */
  destination(service: IMeshService, destination: DestinationView): Destination;
  /** The DestinationRule of a service's own host; undefined where none is needed. */
  localRule(view: ServiceView): DestinationRuleSpec | undefined;
  /** How a cluster reaches the `remote` destinations of a service, at least one; absent when nothing is written for it. */
  remoteAccess?(view: ServiceView, remote: readonly DestinationView[]): RemoteAccess;
  /** What lets other clusters reach the `exposed` services of a cluster; absent when nothing is written for it. */
  gateway?(cluster: Cluster, exposed: readonly IMeshService[]): GatewayResource | undefined;
}
