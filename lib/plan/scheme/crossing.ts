/**
 * How a call crosses clusters: what a scheme decides.
 * @module
 */
import type { ConfigIssue } from '../../errors';
import { type DestinationRuleSpec, serviceHost, type ServiceEntrySpec, type WorkloadEntrySpec } from '../../istio';
import type { Cluster, IMeshService, MeshDescription } from '../../mesh';
import type { GatewayResource } from '../cluster-plan';
import { type DestinationView, isRemote, subsetName } from '../destination';
import type { Dialect } from '../dialect/dialect';
import { givenPolicy, localPolicy, localVersionPolicy, needsPolicies } from '../traffic-policy';
import type { ServiceView } from '../view';
import type { DestinationOf } from './route-spec';
import { versionSubsets } from './specs';

/** How a cluster reaches a service elsewhere. */
export interface RemoteAccess {
  /** The host that the service has across clusters. */
  readonly serviceEntry: ServiceEntrySpec;
  /** Its endpoints, by object name, where the ServiceEntry does not list them itself. */
  readonly workloadEntries: readonly { readonly name: string; readonly spec: WorkloadEntrySpec }[];
  /** How the host is reached. */
  readonly rule: DestinationRuleSpec;
}

/** What differs between schemes. */
export abstract class Crossing {
  /** Which API versions and workload shapes are written. */
  protected abstract readonly dialect: Dialect;
  /** Whether callers are told the addresses of gateways. */
  protected readonly needsAddresses: boolean = true;
  /** What a reader of the manifests should know; empty when today's Istio routes them. */
  protected readonly warnings: readonly string[] = [];

  /** Reports what is wrong with the scheme's own options for this mesh. */
  protected abstract check(mesh: MeshDescription, issues: ConfigIssue[]): void;

  /** The host by which callers reach versions of a service elsewhere. */
  protected abstract remoteHost(service: IMeshService): string;

  /** The DestinationRule of a service's own host: a subset per version where calls name them, and policies where it runs. */
  protected localRule(view: ServiceView): DestinationRuleSpec | undefined {
    const { service, needsSubsets } = view;
    if (!needsSubsets && !needsPolicies(view)) return undefined;
    return {
      host: serviceHost(service),
      ...givenPolicy(localPolicy(service)),
      subsets: versionSubsets(service).map((subset) => ({ ...subset, ...localVersionPolicy(service, subset.name) })),
    };
  }

  /** What a destination is called in a VirtualService. */
  protected destination(service: IMeshService, destination: DestinationView): ReturnType<DestinationOf> {
    const [host, subset] = isRemote(destination)
      ? [this.remoteHost(service), subsetName(destination)]
      : [serviceHost(service), destination.version];
    return { host, ...(subset !== undefined && { subset }) };
  }

  /** How a cluster reaches the `remote` destinations of a service, at least one; undefined when nothing is written for it. */
  protected abstract remoteAccess(
    view: ServiceView,
    remote: readonly DestinationView[],
    issues: ConfigIssue[],
  ): RemoteAccess | undefined;

  /** What lets other clusters reach the `exposed` services of a cluster; undefined when none is written. */
  protected abstract gateway(
    mesh: MeshDescription,
    cluster: Cluster,
    exposed: readonly IMeshService[],
  ): GatewayResource | undefined;
}
