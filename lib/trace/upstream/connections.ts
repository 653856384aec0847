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
import type { Endpoint } from './endpoint';
import { type Policy, policyFor } from './policy';
import { ranked } from './priorities';
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
export function connectionsTo(destination: Destination, sender: Sender, flow: Flow): readonly (Connection | End)[] {
  const { site, proxy, scope } = sender;
  const { host, port: number, subset: name } = destination;
  const cluster = site.cluster.name;
  const service = scope.services.get(host);
  const port = service?.ports.find((each) => each.number === number);
  if (service === undefined || port === undefined) return [unknownHost(destination, service, sender, flow)];
  const rule = site.cluster.destinationRules.find(host, service.namespace, proxy);
  const subset = rule?.subsets.find((each) => each.name === name);
  if (name !== undefined && subset === undefined) return [unknownSubset(destination, rule, cluster, flow)];
  const policy = policyFor(rule, number, subset);
  const at = onward(flow, destinationHop(destination, rule, subset, service, cluster));
  return balanced({ service, port, subset, policy }, sender, at);
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
 * @param isUsable whether an endpoint counts
 */
export function balanced(
  target: Target,
  { site, proxy }: Sender,
  flow: Flow,
  isUsable: (endpoint: Endpoint) => boolean = () => true,
): readonly (Connection | End)[] {
  const { service, port, subset, policy } = target;
  const all = site.endpointsOf(service, port);
  // a headless Service hands out the addresses of its Pods, whatever subset a rule names
  const isChosen = service.resolution !== 'original-destination' || !service.isOfKubernetes;
  const found = all.filter(
    (each) => isUsable(each) && (!isChosen || hasLabels(each.labels, subset?.labels ?? {})),
  );
  const settings = policy.loadBalancer?.value.localityLbSetting ?? site.cluster.config.localities;
  // Istio gives the endpoints of DNS subsets no priorities by labels
  const isUnordered = service.resolution.startsWith('dns') && subset !== undefined && 'failoverPriority' in settings;
  const order = ranked(found, proxy, {
    settings: isUnordered ? { enabled: false } : settings,
    hasOutlierDetection: policy.outlierDetection !== undefined,
  });
  const first = Math.min(...order.map(({ priority }) => priority));
  const used = order.filter(({ priority, weight }) => priority === first && weight > 0);
  const total = used.reduce((sum, { weight }) => sum + weight, 0);
  if (used.length === 0) return [noEndpoint(target, site.cluster.name, flow)];
  const identities = identitiesOf(all, target);
  return used.map(({ endpoint, weight }) => ({
    flow: onward(flow, endpointHop(endpoint, site.cluster.name), weight / total),
    service,
    endpoint,
    tls: tlsFor({ service, port: port.number, subset: subset?.name }, policy, endpoint, acceptsTls(endpoint, site)),
    identities,
  }));
}

function acceptsTls({ workload, port, labels, namespace }: Endpoint, site: Site): boolean {
  return site.peers.modeOf(workload ?? { namespace, labels }, port).mode !== 'DISABLE';
}

/** The identities of a service: those that the DestinationRule lists, else those of its endpoints and of its ServiceEntry. */
function identitiesOf(endpoints: readonly Endpoint[], { service, policy }: Target): ReadonlySet<string> | undefined {
  const listed = policy.tls?.value.subjectAltNames;
  const own = endpoints.flatMap(({ serviceAccount = '', namespace }) =>
    serviceAccount === '' ? [] : [`spiffe://cluster.local/ns/${namespace}/sa/${serviceAccount}`],
  );
  const all = listed ?? [...own, ...(service.entry?.subjectAltNames ?? [])];
  return all.length === 0 ? undefined : new Set(all);
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

function endpointHop({ workload, address = '', port, object, path }: Endpoint, cluster: string): Decided {
  const text = workload === undefined ? `${address}:${port}` : `Pods of ${workload.name}, port ${port}`;
  return { kind: 'endpoint', cluster, text, object: workload?.object ?? object, path: workload === undefined ? path : [] };
}

function unknownHost(
  { host, port }: Destination,
  service: Service | undefined,
  { site, proxy }: Sender,
  flow: Flow,
): End {
  const there = site.cluster.services.find((each) => each.host === host);
  const cluster = site.cluster.name;
  const reason =
    service !== undefined
      ? `${host} has no port ${port}.`
      : there === undefined
        ? `No Service and no ServiceEntry of cluster ${cluster} has the host ${host}.`
        : `${there.object.id} is not visible to ${proxy.name} in namespace ${proxy.namespace}.`;
  const fix =
    service !== undefined
      ? 'Add the port, or name the port of the destination in the rule.'
      : there === undefined
        ? 'Apply the ServiceEntry or the Service, or correct the host of the destination.'
        : 'Export it to the namespace with exportTo, and import it in the Sidecar if there is one.';
  return { flow, status: 503, flag: 'NC', reason, fix };
}

function unknownSubset(
  { host, subset = '' }: Destination,
  rule: HostRule | undefined,
  cluster: string,
  flow: Flow,
): End {
  const known = rule?.subsets.map(({ name }) => name) ?? [];
  const reason =
    rule === undefined
      ? `No DestinationRule that the caller sees declares subset ${subset} of ${host} in cluster ${cluster}.`
      : `The DestinationRule for ${host} in cluster ${cluster} does not declare subset ${subset}, but ${known.length === 0 ? 'none' : known.join(', ')}.`;
  const decided: Decided = { kind: 'destination', cluster, text: `${host}, subset ${subset}`, object: rule?.objects[0], path: ['spec', 'subsets'] };
  return { flow: onward(flow, decided), status: 503, flag: 'NC', reason, fix: `Declare subset ${subset} in the DestinationRule for ${host}.` };
}

function noEndpoint({ service, subset }: Target, cluster: string, flow: Flow): End {
  const which = subset === undefined ? service.host : `subset ${subset.name} of ${service.host}`;
  const labels = Object.entries(subset?.labels ?? service.selector ?? {}).map(([key, value]) => `${key}=${value}`);
  return {
    flow,
    status: 503,
    flag: 'UH',
    reason: `No endpoint of ${service.host} in cluster ${cluster} has the labels ${labels.join(', ')}, so ${which} is empty.`,
    fix: 'Run a workload with these labels there, or send requests to a cluster that does.',
  };
}
