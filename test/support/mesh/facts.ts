/**
 * What follows from the data of a mesh, told without describing it.
 * @module
 */
import type { MeshData, RuleData, ServiceData } from './data';

/** The ingress gateway of any mesh that has one. */
export const INGRESS = { name: 'ingress', namespace: 'edge', serviceAccountName: 'ingress-account' } as const;

/** A caller of a service in one cluster. */
export interface CallerData {
  readonly name: string;
  readonly namespace: string;
  readonly serviceAccountName: string;
  readonly cluster: string;
}

/** The declared callers of a service, in each cluster from which they call; undefined when no call is declared. */
export function declaredCallers(
  { calls, services, ingress }: MeshData,
  callee: string,
): readonly CallerData[] | undefined {
  if (calls.length === 0 && ingress.callees.length === 0) return undefined;
  const bySidecars = calls
    .filter((call) => call.callee === callee)
    .flatMap(({ caller, from }) =>
      services
        .filter(({ name }) => name === caller)
        .flatMap(({ name, namespace, versions }) =>
          versions
            .filter((version) => from.includes(version.name))
            .flatMap(({ places }) => places)
            .map((cluster) => ({ name, namespace, serviceAccountName: `shop-${name}`, cluster })),
        ),
    );
  const byIngress = ingress.callees.includes(callee) ? ingress.places : [];
  return [...bySidecars, ...byIngress.map((cluster) => ({ ...INGRESS, cluster }))];
}

/** The names of the clusters that run a caller of a service. */
export function callersOf(data: MeshData, { name }: ServiceData): readonly string[] {
  return (
    declaredCallers(data, name)?.map(({ cluster }) => cluster) ?? data.clusters.map(({ name: cluster }) => cluster)
  );
}

/**
 * Whether rules of TCP and TLS are obeyed, which sidecars alone do: where some call, and if there is no port of HTTP, in every
 * cluster of a caller.
 */
function areL4RulesObeyed(data: MeshData, service: ServiceData): boolean {
  const sidecars = declaredCallers(data, service.name)?.filter(({ name }) => name !== INGRESS.name);
  const isObeyedIn = (cluster: string): boolean => sidecars?.some((caller) => caller.cluster === cluster) ?? true;
  const callers = callersOf(data, service);
  return callers.length > 0 && (service.ports === 'tcp' ? callers.every(isObeyedIn) : callers.some(isObeyedIn));
}

/** The rules of each kind that a service is given. */
export function rulesOf(
  data: MeshData,
  service: ServiceData,
): Readonly<Record<'http' | 'tcp' | 'tls', readonly RuleData[]>> {
  const { ports, rules, tcpRules, tlsRules } = service;
  const isCalled = callersOf(data, service).length > 0;
  const areObeyed = areL4RulesObeyed(data, service);
  return {
    http: ports !== 'tcp' && isCalled ? rules : [],
    tcp: ports !== 'one' && areObeyed ? tcpRules : [],
    tls: ports === 'several' && areObeyed ? tlsRules : [],
  };
}

/** The clusters that run a service. */
export function placesOf({ versions }: ServiceData): readonly string[] {
  return [...new Set(versions.flatMap(({ places }) => places))];
}

/**
 * Which of several clusters serve a version: what is asked for, where the default rule leads to several clusters and nothing else
 * that it takes is missing.
 */
export function distributionOf(data: MeshData, service: ServiceData): ServiceData['distribution'] {
  const { distribution, ports, versions } = service;
  const { http, tcp } = rulesOf(data, service);
  const rule = (ports === 'tcp' ? tcp : http).at(-1);
  // an implied rule has no retries, which only HTTP needs
  if (rule === undefined && ports !== 'tcp') return 'spread';
  const isShared =
    rule === undefined
      ? placesOf(service).length > 1
      : versions.some(({ name, places }) => {
          const isPinned = places.some((place) => place === rule.pin);
          return rule.to.includes(name) && places.length > 1 && !isPinned;
        });
  const isPlaced = data.clusters.every(({ locality }) => locality !== undefined);
  const isValid = callersOf(data, service).length > 0 && isShared && (distribution !== 'failover' || isPlaced);
  return isValid ? distribution : 'spread';
}

/** How many addresses the gateway of a cluster has: one, if a version there may also run beside callers that spread over both. */
export function addressCount(data: MeshData, cluster: MeshData['clusters'][number]): number {
  const isShared = data.services.some((service) => {
    if (distributionOf(data, service) !== 'spread') return false;
    const { http } = rulesOf(data, service);
    const isImplied = service.ports !== 'one' || http.length === 0;
    const routed = isImplied ? [placesOf(service)] : service.versions.map(({ places }) => places);
    const callers = callersOf(data, service).filter((caller) => caller !== cluster.name);
    return routed.some((places) => places.includes(cluster.name) && places.some((place) => callers.includes(place)));
  });
  return isShared ? 1 : cluster.addresses;
}
