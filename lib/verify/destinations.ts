/**
 * Where the rules of a planned VirtualService send requests and connections.
 * @module
 */
import type { Destination } from '../istio';
import type { ServicePlan } from '../plan';

/** The destinations of all its rules, mirrors included; an empty list without a VirtualService. */
export function destinationsIn(virtualService: ServicePlan['virtualService']): readonly Destination[] {
  const { http = [], tls = [], tcp = [] } = virtualService?.spec ?? {};
  const routed = [
    ...http.flatMap(({ route = [], mirrors = [] }) => [...route, ...mirrors]),
    ...[...tls, ...tcp].flatMap(({ route = [] }) => route),
  ];
  return routed.map(({ destination }) => destination);
}
