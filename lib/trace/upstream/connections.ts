/**
 * From a destination to connections: the service, the subset, its endpoints, and how each connection is encrypted.
 * @module
 */
import { type Decided, type End, type Flow, onward } from '../flow';
import type { DeclaredSubset, HostRule } from '../model/destination-rules';
import type { Proxy } from '../model/proxy';
import { isResolved, type Service } from '../model/service';
import type { Site } from '../site';
import { balanced } from './balanced';
import type { Connection, Sender } from './connection';
import { unknownHost, unknownSubset } from './failures';
import { noEndpoint } from './no-endpoint';
import { mayBeMutual } from './mutual';
import { type OriginalTarget, passedOn } from './original-target';
import { policyFor } from './policy';
import { chosen, identitiesOf, isPassed, type Target } from './target';
import { atTargetPort } from './target-port';
import { tlsFor, tlsHop } from './tls';

/** Where a rule sends requests. */
export interface Destination {
  readonly host: string;
  readonly port: number;
  readonly subset: string | undefined;
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

/** The connections to the address that the caller has chosen. They are all encrypted, or none of them is. */
function unbalanced(
  target: Target,
  { site }: Sender,
  flow: Flow,
  original: OriginalTarget,
): readonly (Connection | End)[] {
  const { service, port, subset, policy } = target;
  if (isLeftOut(target, site)) return [noEndpoint(target, site, flow, 'NC')];
  const tls = tlsFor({ service, port: port.number, subset: subset?.name }, policy, mayBeMutual(target, site));
  const identities = identitiesOf(target, site);
  // another try would go to the same address
  const once = { ...flow, retries: { ...flow.retries, attempts: 0 } };
  const there = atTargetPort(target, site.cluster.name, once, original);
  const at = policy.tls === undefined ? there.flow : onward(there.flow, tlsHop(tls, policy, site.cluster.name));
  return passedOn(at, there.original, site, tls).map((each) => ('endpoint' in each ? { ...each, identities } : each));
}

/** Whether Istio leaves a destination out: names that proxies resolve need endpoints, even if connections go elsewhere. */
function isLeftOut(target: Target, site: Site): boolean {
  const { service, port, policy } = target;
  const all = site.endpoints.of(service, port);
  const used = policy.isPassthrough === true ? all : chosen(all, target);
  return isResolved(service) && used.length === 0;
}

/** A destination, and the subset or the rule for it, if there is one. */
export function destinationHop(
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
