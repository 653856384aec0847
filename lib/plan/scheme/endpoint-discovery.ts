/**
 * Endpoint discovery: every control plane reads the endpoints of all clusters by remote secrets, and a Service's own host
 * stands for all of them.
 * @module
 */
import { CallSite, type ConfigIssue, oldIssue } from '../../errors';
import { type DestinationRuleSpec, serviceHost, type Subset, TOPOLOGY_CLUSTER } from '../../istio';
import { type Cluster, DEFAULT_OBJECT, type IMeshService, type MeshDescription } from '../../mesh';
import type { GatewayResource } from '../cluster-plan';
import { clustersOf, subsetName, type Target, targetsOf } from '../destination';
import { CURRENT } from '../dialect/current';
import { routesOf } from '../routing';
import { givenPolicy, needsPolicies, remotePolicy } from '../traffic-policy';
import type { ServiceView } from '../view';
import { passthroughGateway } from './passthrough-gateway';
import type { DestinationOf } from './route-spec';
import { Scheme } from './scheme';
import { targetLabels, versionSubsets } from './specs';

/**
 * Routes across clusters that discover each other's endpoints: a multi-primary mesh on different networks, whose control
 * planes have secrets to read each other's API servers. `discoveryPrerequisites` lists what that takes.
 *
 * Gateways are found by Istio itself, so clusters need no address. An order of clusters (`distribution: { failover: […] }`) is
 * MC095: all Pods of a cluster are one endpoint, without their labels. A service's own outlierDetection is MC096: it would
 * give up that endpoint for the errors of one Pod.
 *
 * @example
 * const plan = mesh.plan(new EndpointDiscovery());
 * @see https://istio.io/latest/docs/setup/install/multicluster/multi-primary_multi-network/
 */
export class EndpointDiscovery extends Scheme {
  protected override readonly dialect = CURRENT;
  protected override readonly needsAddresses = false;
  private readonly site = CallSite.here();

  protected override check({ services }: MeshDescription, issues: ConfigIssue[]): void {
    for (const { name, distribution, trafficPolicies } of services) {
      if (typeof distribution === 'object') {
        const what = `distribution of service "${name}" is an order of clusters`;
        issues.push(oldIssue('MC095', { what, got: distribution.failover }, this.site));
      }
      for (const policy of [trafficPolicies.service, ...Object.values(trafficPolicies.versions)]) {
        const outlierDetection = policy?.outlierDetection;
        if (outlierDetection === undefined) continue;
        const what = `a traffic policy of service "${name}" has outlierDetection`;
        issues.push(oldIssue('MC096', { what, got: outlierDetection }, this.site));
      }
    }
  }

  protected override remoteHost(service: IMeshService): string {
    return serviceHost(service);
  }

  protected override remoteAccess(): undefined {
    return undefined;
  }

  /** The same in every cluster that calls or runs the service: a far gateway knows a subset by its name only. */
  protected override localRule(view: ServiceView): DestinationRuleSpec | undefined {
    const { service, needsSubsets, routes } = view;
    if (!needsSubsets && routes.length === 0 && !needsPolicies(view)) return undefined;
    const policyOf = (target: Target): Pick<Subset, 'trafficPolicy'> =>
      // as a caller sees it that is in none of its clusters
      givenPolicy(remotePolicy(service, { ...target, here: false, remotes: clustersOf(service, target) }));
    const versions = versionSubsets(service).map((subset) => ({
      ...subset,
      ...policyOf({ version: subset.name, cluster: undefined }),
    }));
    const targets = targetsOf(routesOf(service).flatMap((route) => route.rules));
    const pinned = targets.flatMap((target) => {
      const name = subsetName(target);
      if (name === undefined || target.cluster === undefined) return [];
      return [{ name, labels: targetLabels(target, TOPOLOGY_CLUSTER), ...policyOf(target) }];
    });
    // a version that runs in one cluster would take it, too
    const isAny = targets.some(({ version }) => version === undefined);
    const any = isAny
      ? policyOf({ version: undefined, cluster: undefined })
      : givenPolicy(remotePolicy(service, undefined));
    return { host: serviceHost(service), ...any, subsets: [...versions, ...pinned] };
  }

  protected override destination(service: IMeshService, target: Target): ReturnType<DestinationOf> {
    const subset = subsetName(target);
    return { host: serviceHost(service), ...(subset !== undefined && { subset }) };
  }

  protected override gateway(
    mesh: MeshDescription,
    { gateway }: Cluster,
    exposed: readonly IMeshService[],
  ): GatewayResource | undefined {
    const object = gateway === undefined ? DEFAULT_OBJECT : gateway.object;
    return object && passthroughGateway(mesh.name, object, exposed);
  }
}
