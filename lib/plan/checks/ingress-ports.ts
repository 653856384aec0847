/**
 * Checks that services that ingress gateways call have one HTTP port.
 * @module
 */
import { type ConfigIssue, issue, joinWords } from '../../errors';
import { type Cluster, type IMeshService, IngressGateway, type MeshDescription, portsRouted } from '../../mesh';
import { PLAN } from '../messages';
import type { Check } from './check';

/**
 * Reports services with several HTTP ports and rules for an ingress gateway, which does not know the ports of services (MC127).
 */
export const checkIngressPorts: Check = ({ mesh }) =>
  mesh.services.flatMap((service) => reportAmbiguousPorts(mesh, service));

function reportAmbiguousPorts(mesh: MeshDescription, service: IMeshService): readonly ConfigIssue[] {
  const hasRules = (cluster: Cluster): boolean =>
    service.route !== undefined || service.clustersOf().some((place) => place !== cluster);
  const call = mesh.calls?.find(
    ({ caller, clusters, callee }) => callee === service && caller instanceof IngressGateway && clusters.some(hasRules),
  );
  const numbers = portsRouted(service.ports, 'http').map(({ number }) => number);
  if (call === undefined || numbers.length < 2) return [];
  const what = `Ingress gateway "${call.caller.name}" calls service "${service.name}", so it must have only one HTTP port, but has ${joinWords(numbers.map(String))}.`;
  return [issue(PLAN.MC127, { what, got: numbers }, service.describedAt)];
}
