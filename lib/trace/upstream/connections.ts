/**
 * From a destination to connections: the service, the subset, its endpoints, and how each connection is encrypted.
 * @module
 */
import { hasLabels } from '../../istio';
import { type Decided, type End, type Flow, onward } from '../flow';
import type { DeclaredSubset, HostRule } from '../model/destination-rules';
import type { Proxy } from '../model/proxy';
import type { Port, Service } from '../model/service';
import type { Scope } from '../scope/scope';
import type { Site } from '../site';
import { addressOf, type Endpoint } from './endpoint';
import { gone, noEndpoint, noOriginal, noShare, unknownHost, unknownSubset } from './failures';
import { acceptsTls, mayBeMutual } from './mutual';
import { acrossNetworks } from './networks';
import { type OriginalTarget, passedOn } from './original-target';
import { type Policy, policyFor } from './policy';
import { type LocalitySettings, type Ranked, ranked } from './priorities';
import { type Tls, tlsFor } from './tls';

/** A connection that a proxy opens. */
export interface Connection {
  readonly flow: Flow;
  readonly service: Service;
  readonly endpoint: Endpoint;
  readonly tls: Tls;
  /** The identities that the proxy accepts at the other end; undefined if it accepts any. */
  readonly identities: ReadonlySet<string> | undefined;
}

/** Where a rule sends requests. */
export interface Destination {
  readonly host: string;
  readonly port: number;
  readonly subset: string | undefined;
}

/** A proxy and what it knows. */
export interface Sender {
  readonly site: Site;
  readonly proxy: Proxy;
  readonly scope: Scope;
}

/** The connections by which a proxy reaches a destination, with their shares, or why there is none. */
export function connectionsTo(
  destination: Destination,
  sender: Sender,
  flow: Flow,
  original: OriginalTarget,
): readonly (Connection | End)[] {
  const { site, proxy, scope } = sender;
  const { host, port: number, subset: name } = destination;
  const cluster = site.cluster.name;
  const service = scope.services.get(host);
  const port = service?.ports.find((each) => each.number === number);
  if (service === undefined || port === undefined || service.resolution === 'alias')
    return [unknownHost(destination, service, sender, flow)];
  const rule = site.cluster.destinationRules.find(host, service.namespace, proxy);
  const subset = rule?.subsets.find((each) => each.name === name);
  if (name !== undefined && subset === undefined) return [unknownSubset(destination, rule, site, flow)];
  const policy = policyFor(rule, number, subset);
  const at = onward(flow, destinationHop(destination, rule, subset, service, cluster));
  const target = { service, port, subset, policy };
  return isOriginal(target, proxy) ? unbalanced(target, sender, at, original) : balanced(target, sender, at);
}

/** Whether connections go where the caller's own connection went. */
function isOriginal(target: Target, { kind }: Proxy): boolean {
  return kind === 'sidecar' && (target.service.resolution === 'original-destination' || isPassed(target));
}

function isPassed({ policy }: Target): boolean {
  return policy.isOriginal === true;
}

/** The connections to the address that the caller has chosen. They are all encrypted, or none of them is. */
function unbalanced(
  target: Target,
  { site }: Sender,
  flow: Flow,
  original: OriginalTarget,
): readonly (Connection | End)[] {
  const { service, port, subset, policy } = target;
  if (isLeftOut(target, site)) return [noEndpoint(target, site, flow)];
  const tls = tlsFor({ service, port: port.number, subset: subset?.name }, policy, mayBeMutual(target, site));
  const identities = identitiesOf(target, site);
  // another try would go to the same address
  const once = { ...flow, retries: { ...flow.retries, attempts: 0 } };
  return passedOn(once, original, site, tls).map((each) => ('endpoint' in each ? { ...each, identities } : each));
}

/** Whether Istio leaves a destination out: names that proxies resolve need endpoints, even if connections go elsewhere. */
function isLeftOut(target: Target, site: Site): boolean {
  const { service, port, policy } = target;
  const all = site.endpointsOf(service, port);
  const used = policy.isPassthrough === true ? all : chosen(all, target);
  return service.resolution.startsWith('dns') && used.length === 0;
}

/** What connections are opened for. */
export interface Target {
  readonly service: Service;
  readonly port: Port;
  readonly subset: DeclaredSubset | undefined;
  readonly policy: Policy;
}

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
  const all = chosen(site.endpointsOf(service, port), target).filter((each) => !isPassing || isMutual(each));
  const reachable = acrossNetworks(all, proxy, { isMutual, isPassing });
  const order = ranked(reachable, proxy, {
    settings: settingsFor(target, site),
    hasOutlierDetection: policy.outlierDetection !== undefined,
  });
  const used = preferred(order, target, site);
  const total = used.reduce((sum, { weight }) => sum + weight, 0);
  if (used.length === 0) return [(reachable.length === 0 ? noEndpoint : noShare)(target, site, flow)];
  const identities = identitiesOf(target, site);
  const isAllowed = mayBeMutual(target, site);
  return used.map(({ endpoint, weight }) => {
    const at = onward(flow, endpointHop(endpoint, site.cluster.name), weight / total);
    if (!site.isUp(endpoint)) return gone(endpoint, at);
    const tls = tlsFor({ service, port: port.number, subset: subset?.name }, policy, isAllowed && isMutual(endpoint));
    return { flow: at, service, endpoint, tls, identities };
  });
}

function chosen(endpoints: readonly Endpoint[], { subset }: Target): readonly Endpoint[] {
  return endpoints.filter(({ labels }) => hasLabels(labels, subset?.labels ?? {}));
}

function settingsFor({ service, subset, policy }: Target, { cluster }: Site): LocalitySettings {
  const settings = policy.loadBalancer?.value.localityLbSetting ?? cluster.config.localities;
  // Istio gives the endpoints of DNS subsets no priorities by labels
  const isUnordered = service.resolution.startsWith('dns') && subset !== undefined && 'failoverPriority' in settings;
  return isUnordered ? { enabled: false } : settings;
}

/**
 * The endpoints that requests are sent to once proxies have noticed which are gone. Outlier detection ejects those, and the
 * next in order follow.
 */
function preferred(order: readonly Ranked[], { policy }: Target, site: Site): readonly Ranked[] {
  const up = order.filter(({ endpoint }) => site.isUp(endpoint));
  const ejects = policy.outlierDetection !== undefined || site.cluster.config.ejects;
  const all = ejects && up.length > 0 ? up : order;
  const first = Math.min(...all.map(({ priority }) => priority));
  return all.filter(({ priority, weight }) => priority === first && weight > 0);
}

/** The identities of a service: those that the DestinationRule lists, else those that Istio knows. */
function identitiesOf({ service, policy }: Target, site: Site): ReadonlySet<string> | undefined {
  const listed = policy.tls?.value.subjectAltNames;
  const all = listed === undefined ? site.identitiesOf(service) : new Set(listed);
  return all.size === 0 ? undefined : all;
}

function destinationHop(
  { host, port, subset: name }: Destination,
  rule: HostRule | undefined,
  subset: DeclaredSubset | undefined,
  service: Service,
  cluster: string,
): Decided {
  const text = `${host}:${port}${name === undefined ? '' : `, subset ${name}`}`;
  const kind = 'destination';
  if (subset === undefined) return { kind, cluster, text, object: rule?.objects[0] ?? service.object, path: ['spec'] };
  return { kind, cluster, text, object: subset.object, path: ['spec', 'subsets', subset.index] };
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
