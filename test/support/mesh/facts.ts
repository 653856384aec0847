/**
 * Derives facts from the data of a mesh, without the library.
 * @module
 */
import type { MeshData, RuleData, ServiceData } from './data';

/** The ingress gateway of each mesh that has one. */
export const INGRESS = { name: 'ingress', namespace: 'edge', serviceAccountName: 'ingress-account' } as const;

/** The workload without ports of each mesh that has one. */
export const WORKER = { name: 'worker', namespace: 'batch', serviceAccountName: 'worker-account' } as const;

/** A caller of a service in one cluster. */
export interface CallerData {
  readonly name: string;
  readonly namespace: string;
  readonly serviceAccountName: string;
  readonly cluster: string;
}

/** The declared callers of a service, once for each cluster that they call from; undefined if no call is declared. */
export function declaredCallers(
  { calls, services, ingress, worker }: MeshData,
  callee: string,
): readonly CallerData[] | undefined {
  if (calls.length + ingress.callees.length + worker.callees.length === 0) return undefined;
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
  const byWorker = worker.callees.includes(callee) ? worker.places : [];
  return [
    ...bySidecars,
    ...byIngress.map((cluster) => ({ ...INGRESS, cluster })),
    ...byWorker.map((cluster) => ({ ...WORKER, cluster })),
  ];
}

/** The names of the clusters that run a caller of a service. */
export function callersOf(data: MeshData, { name }: ServiceData): readonly string[] {
  return (
    declaredCallers(data, name)?.map(({ cluster }) => cluster) ?? data.clusters.map(({ name: cluster }) => cluster)
  );
}

/**
 * Whether TCP and TLS rules of a service are valid. Only sidecars obey them, so a sidecar must call the service. If the service
 * has no HTTP port, a sidecar must call it in every cluster with a caller.
 */
function areL4RulesObeyed(data: MeshData, service: ServiceData): boolean {
  const sidecars = declaredCallers(data, service.name)?.filter(({ name }) => name !== INGRESS.name);
  const isObeyedIn = (cluster: string): boolean => sidecars?.some((caller) => caller.cluster === cluster) ?? true;
  const callers = callersOf(data, service);
  return callers.length > 0 && (service.ports === 'tcp' ? callers.every(isObeyedIn) : callers.some(isObeyedIn));
}

/** The rules that a service gets for each kind of port. */
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
 * The distribution that a service gets: the one in its data if that is valid, otherwise "spread". Failover is valid if the default
 * rule leads to several clusters and the data has everything else that the distribution needs.
 */
export function distributionOf(data: MeshData, service: ServiceData): ServiceData['distribution'] {
  const { distribution, ports, versions } = service;
  if (distribution === 'local') return distribution;
  const { http, tcp } = rulesOf(data, service);
  const rule = (ports === 'tcp' ? tcp : http).at(-1);
  // an implied rule has no retries, and HTTP needs them
  if (rule === undefined && ports !== 'tcp') return 'spread';
  const isShared =
    rule === undefined || rule.isAny
      ? placesOf(service).length > 1
      : versions.some(({ name, places }) => {
          const isPinned = places.some((place) => place === rule.pin);
          return rule.to.includes(name) && places.length > 1 && !isPinned;
        });
  const isPlaced = data.clusters.every(({ locality }) => locality !== undefined);
  const callers = callersOf(data, service);
  const isNamed = data.clusters.some(({ name, kind }) => kind === 'dns' && placesOf(service).includes(name));
  const isBesideCallers = callers.some((caller) => placesOf(service).includes(caller));
  const isSupported =
    distribution === 'failover'
      ? isPlaced && isOneNearer(data, service)
      : distribution === 'spread' || !isNamed || !isBesideCallers;
  const isValid = callers.length > 0 && isShared && isSupported;
  return isValid ? distribution : 'spread';
}

/** Whether callers whose own cluster does not run a version are nearer to one of the clusters that run it. */
function isOneNearer(data: MeshData, service: ServiceData): boolean {
  const regionOf = (name: string): string => data.clusters.find((each) => each.name === name)?.locality ?? '';
  const groups = [placesOf(service), ...service.versions.map(({ places }) => places)];
  return callersOf(data, service).every((caller) =>
    groups
      .filter((places) => places.length > 1 && !places.includes(caller))
      .every((places) => {
        // no two clusters share more than the start of their localities
        const isNear = places.map((place) => regionOf(caller) !== '' && regionOf(place) === regionOf(caller));
        return isNear.includes(true) && isNear.includes(false);
      }),
  );
}

/** How many addresses the gateway of a cluster has. It has one if its Pods share requests with Pods in a caller's own cluster. */
export function addressCount(data: MeshData, cluster: MeshData['clusters'][number]): number {
  const isShared = data.services.some((service) => {
    if (distributionOf(data, service) !== 'spread') return false;
    const { http } = rulesOf(data, service);
    const isAny = service.ports !== 'one' || http.length === 0 || http.some((rule) => rule.isAny);
    const routed = isAny ? [placesOf(service)] : service.versions.map(({ places }) => places);
    const callers = callersOf(data, service).filter((caller) => caller !== cluster.name);
    return routed.some((places) => places.includes(cluster.name) && places.some((place) => callers.includes(place)));
  });
  return isShared ? 1 : cluster.addresses;
}
