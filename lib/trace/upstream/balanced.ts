/**
 * From a target to the endpoints that a proxy chooses between.
 * @module
 */
import { type Decided, type End, type Flow, onward } from '../flow';
import { isResolved, type Service } from '../model/service';
import type { Site } from '../site';
import type { Connection, Sender } from './connection';
import { addressOf, type Endpoint } from './endpoint';
import { gone, noOriginal, noShare, severalAddresses } from './failures';
import { localityOrder } from './locality-order';
import { acceptsTls, mayBeMutual } from './mutual';
import { acrossNetworks } from './networks';
import { noEndpoint } from './no-endpoint';
import type { Policy } from './policy';
import { type Ranked, ranked } from './priorities';
import { withoutRepeated } from './repeated';
import { chosen, identitiesOf, isPassed, type Target } from './target';
import { tlsFor, tlsHop } from './tls';

/**
 * The connections to the endpoints that are preferred, by their weights.
 *
 * @param isPassing whether an east-west gateway passes the connections through: then endpoints count only if they have mutual TLS
 */
export function balanced(
  target: Target,
  { site, proxy }: Sender,
  flow: Flow,
  isPassing = false,
): readonly (Connection | End)[] {
  const { service, port, subset, policy } = target;
  if (isPassed(target)) return [noOriginal(target, proxy, flow)];
  const isMutual = (each: Endpoint): boolean => each.hasTls && (policy.isMutual ?? acceptsTls(each, site));
  const all = chosen(site.endpoints.of(service, port), target).filter((each) => !isPassing || isMutual(each));
  const reachable = acrossNetworks(all, proxy, {
    isMutual,
    isPassing,
    gatewaysTo: (network) => site.gatewaysTo(network),
  });
  if (reachable.length > 1 && service.resolution === 'dns-round-robin') return [severalAddresses(service, flow)];
  const order = ranked(reachable, proxy, {
    ...localityOrder(target, site),
    kept: (some) => kept(some, target, site).filter(({ endpoint }) => endpoint.isReady),
  });
  const used = preferred(order, target, site);
  const total = used.reduce((sum, { weight }) => sum + weight, 0);
  if (used.length === 0) {
    const flag = isClusterKept(service, all) ? 'UH' : 'NC';
    const hasReady = reachable.some(({ isReady }) => isReady);
    return [hasReady ? noShare(target, site, flow, flag) : noEndpoint(target, site, flow, flag, isPassing)];
  }
  const identities = identitiesOf(target, site);
  const isAllowed = mayBeMutual(target, site);
  return used.map(({ endpoint, weight }) => {
    const at = onward(flow, endpointHop(endpoint, site.cluster.name), weight / total);
    if (!site.endpoints.isUp(endpoint)) return gone(endpoint, at);
    const tls = tlsFor({ service, port: port.number, subset: subset?.name }, policy, isAllowed && isMutual(endpoint));
    const connection = { flow: at, service, endpoint, tls, identities };
    return isPassing ? connection : withTlsHop(connection, policy, site);
  });
}

/**
 * Whether a proxy has a cluster for a service without endpoints to send to. Where it resolves names itself, Istio makes none without
 * any, and Envoy refuses one that must have one.
 */
function isClusterKept(service: Service, all: readonly Endpoint[]): boolean {
  return !isResolved(service) || (service.resolution === 'dns' && all.length > 0);
}

/** What a proxy keeps of several endpoints with one address: all, if it resolves their names itself. */
function kept(all: readonly Ranked[], { service }: Target, site: Site): readonly Ranked[] {
  if (isResolved(service)) return all;
  const sent = all.filter(({ endpoint }) => endpoint.isEnding !== true);
  return withoutRepeated(sent, (each) => site.endpoints.clusterBehind(each));
}

/**
 * The endpoints that requests are sent to once proxies have noticed which are gone. Outlier detection ejects those, and the
 * next in order follow.
 */
function preferred(order: readonly Ranked[], { policy }: Target, site: Site): readonly Ranked[] {
  const up = order.filter(({ endpoint }) => site.endpoints.isUp(endpoint));
  const ejects = policy.outlierDetection !== undefined || site.cluster.config.ejects;
  const all = ejects && up.length > 0 ? up : order;
  const first = Math.min(...all.map(({ priority }) => priority));
  return all.filter(({ priority, weight }) => priority === first && weight > 0);
}

/** Says how a connection is encrypted, if a rule sets it or a gateway may read its server name. */
function withTlsHop(connection: Connection, policy: Policy, { cluster }: Site): Connection {
  const { flow, tls, endpoint } = connection;
  const mayBeGateway = endpoint.workload === undefined || endpoint.workload.isGateway;
  const isShown = policy.tls !== undefined || (tls.mode !== 'plain' && mayBeGateway);
  return isShown ? { ...connection, flow: onward(flow, tlsHop(tls, policy, cluster.name)) } : connection;
}

function endpointHop(endpoint: Endpoint, cluster: string): Decided {
  const { workload, port, object, path } = endpoint;
  const text = workload === undefined ? `${addressOf(endpoint)}:${port}` : `Pods of ${workload.name}, port ${port}`;
  return {
    kind: 'endpoint',
    cluster,
    text,
    object: workload?.object ?? object,
    path: workload === undefined ? path : [],
  };
}
