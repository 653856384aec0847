/**
 * Checks that no order of clusters is over local Pods and a gateway with a DNS name. Istio puts endpoints that DNS resolves in
 * order only if all have one locality, and Pods have the localities of their nodes.
 * @module
 */
import { type ConfigIssue, issue, listText } from '../../../errors';
import type { Cluster } from '../../../mesh';
import type { Check } from '../../checks/check';
import { type DestinationView, hasSeveralPlaces, isRemote, targetTitle } from '../../destination';
import type { ServiceView } from '../../view';
import { SNI } from './messages';
import { isNamed, isOrderedByName } from './own-hosts';

/** Reports gateways with DNS names or placeholders in an order that is also over local Pods, each once for a service (MC128). */
export const checkNamedGateways: Check = ({ services }) =>
  services
    .filter(({ service }) => isOrderedByName(service))
    .flatMap(({ views }) => [...new Map(views.flatMap(findNamed)).values()]);

function findNamed({ service, cluster, destinations }: ServiceView): readonly (readonly [Cluster, ConfigIssue])[] {
  return destinations
    .filter((destination) => hasSeveralPlaces(destination))
    .flatMap((destination) =>
      besideLocalPods(destination, destinations).map((other) => {
        const title = targetTitle(service, destination.version);
        const why = `because ${title} has an order of clusters and also runs beside its callers in "${cluster.name}"`;
        const got = (other.gateway?.addresses ?? []).map(({ value }) => value);
        const what = `The gateway of cluster "${other.name}" must have IP addresses, ${why}, but has ${listText(got)}.`;
        return [other, issue(SNI.MC128, { what, got }, other.describedAt)] as const;
      }),
    );
}

/** The named gateways that would be in order with local Pods. Any version has all endpoints of the service. */
function besideLocalPods(destination: DestinationView, all: readonly DestinationView[]): readonly Cluster[] {
  const sharing = destination.version === undefined ? all.filter(isRemote) : [destination];
  if (!sharing.some(({ here }) => here)) return [];
  return [...new Set(sharing.flatMap(({ remotes }) => remotes))].filter(isNamed);
}
