/**
 * Checks TCP and TLS rules in clusters where only ingress gateways call the service.
 * @module
 */
import { type ConfigIssue, issue } from '../../errors';
import { routeProtocol } from '../../istio';
import type { Cluster, ServicePort } from '../../mesh';
import { PLAN } from '../messages';
import type { RoutedService } from '../routed-mesh';
import type { Check } from './check';

/**
 * Reports a TCP or TLS route if ingress gateways would not obey it in a cluster (MC125): because one of its rules has no
 * `from`, or because the service does not run there, so that calls would fail. If the service also has a port without such
 * rules, the gateways may call that port, and nothing is reported.
 */
export const checkUnheededRoutes: Check = ({ mesh, services }) =>
  services
    .filter(({ isKnown, sidecarCallers }) => isKnown && sidecarCallers.size > 0)
    .flatMap((routed) =>
      mesh.clusters
        .filter((cluster) => routed.callers.has(cluster) && !routed.sidecarCallers.has(cluster))
        .flatMap((cluster) => reportUnheeded(routed, cluster)),
    );

function reportUnheeded({ service }: RoutedService, cluster: Cluster): readonly ConfigIssue[] {
  const leadsNowhere = !service.clustersOf().includes(cluster);
  const unheeded = service.routes.filter(
    ({ protocol, rules, isReadable }) =>
      isReadable && protocol !== 'http' && (leadsNowhere || rules.some(({ from }) => from === undefined)),
  );
  const isRouted = ({ protocol }: ServicePort): boolean =>
    unheeded.some((route) => route.protocol === routeProtocol(protocol));
  if (!service.ports.every(isRouted)) return [];
  return unheeded.map(({ title, describedAt }) => {
    const what = `In cluster "${cluster.name}", only ingress gateways call "${service.name}", and they do not obey ${title}.`;
    return issue(PLAN.MC125, { what, got: cluster }, describedAt);
  });
}
