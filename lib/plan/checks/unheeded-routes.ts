/**
 * TCP and TLS rules in clusters where only ingress gateways call.
 * @module
 */
import { type ConfigIssue, issue } from '../../errors';
import { routeProtocol } from '../../istio';
import type { Cluster, ServicePort } from '../../mesh';
import { PLAN } from '../messages';
import type { RoutedService } from '../routed-mesh';
import type { Check } from './check';

/**
 * Reports such rules where some rule is for those clusters as for all others, or where no rule is and the service does not
 * run there, so that calls would lead nowhere (MC125). Ingress gateways may call a port that has no such rules: then there is
 * nothing to obey.
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
