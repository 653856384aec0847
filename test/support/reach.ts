/**
 * Finds the Pods that a call reaches, from manifests alone: it follows VirtualService, subset, endpoint and server name, then the
 * other cluster's gateway, subset and Pods. It does not use meshes and plans, so that it can check them.
 * @module
 */
import {
  type DestinationRuleSpec,
  type HTTPRoute,
  type Labels,
  parseServerName,
  TOPOLOGY_CLUSTER,
} from '../../lib/istio';
import {
  type Clusters,
  isAdmitted,
  type KubePort,
  objects,
  podsWith,
  selectedEntries,
  selects,
  serviceOf,
} from './clusters';

/** A called Service. */
export interface Callee {
  readonly name: string;
  readonly namespace: string;
}

/** A call from a cluster to a port. */
interface Call {
  readonly clusters: Clusters;
  readonly from: string;
  readonly port: number;
}

/** Either is what a rule of HTTP has; others have less of it. */
type Rule = Pick<HTTPRoute, 'route' | 'mirrors'> & { readonly match?: readonly { readonly port?: number }[] };

/**
 * For each rule of a call to a port, lists the Pods that each destination and then each mirror reaches, as
 * `<version>@<cluster>`.
 */
export function reach(
  clusters: Clusters,
  from: string,
  callee: Callee,
  port: number,
): readonly (readonly (readonly string[])[])[] {
  const host = `${callee.name}.${callee.namespace}.svc.cluster.local`;
  const [route] = objects(clusters, from, 'VirtualService')
    .map(({ spec }) => spec)
    .filter(({ hosts = [] }) => hosts.includes(host));
  const call = { clusters, from, port };
  const rules: readonly Rule[] = route?.[sectionOf(call, host)] ?? [{ route: [{ destination: { host } }] }];
  const own = rules.filter(({ match = [] }) => match.every((each) => [undefined, port].includes(each.port)));
  return own.map((rule) =>
    [...(rule.route ?? []), ...(rule.mirrors ?? [])].map(({ destination: { host: target, subset = '' } }) => {
      const own = (): readonly string[] =>
        clusters.areDiscovered ? discoveredPods(call, host, subset) : podsOf(clusters, from, host, subset);
      const pods = target === host ? own() : remotePods(call, host, target, subset);
      // several endpoints may have one address, and Envoy has it once
      return [...new Set(pods)].sort();
    }),
  );
}

/** The kind of rules that Istio applies at a port, by the port's protocol. */
function sectionOf({ clusters, from, port }: Call, host: string): 'http' | 'tls' | 'tcp' {
  const { name = '', appProtocol = name } = portOf(clusters, from, host, port);
  const [protocol = ''] = appProtocol.split('-');
  if (['http', 'http2', 'grpc'].includes(protocol)) return 'http';
  if (protocol === 'tls' || protocol === 'tcp') return protocol;
  throw new Error(`port ${port} of ${host} has no protocol`);
}

function portOf(clusters: Clusters, cluster: string, host: string, number: number): KubePort {
  const { ports = [] } = serviceOf(clusters, cluster, host)?.spec ?? {};
  const found = ports.filter(({ port }) => port === number);
  const [port] = found;
  if (port === undefined || found.length > 1) throw new Error(`${host} has no one port ${number} in ${cluster}`);
  return port;
}

/** The Pods that a Service selects in a cluster, or those of one subset. The subset must be declared exactly once. */
function podsOf(clusters: Clusters, cluster: string, host: string, subset: string): readonly string[] {
  return labelledPods(clusters, cluster, host, subset === '' ? {} : subsetLabels(clusters, cluster, host, subset));
}

function labelledPods(clusters: Clusters, cluster: string, host: string, labels: Labels): readonly string[] {
  const [, namespace = ''] = host.split('.');
  const selector = serviceOf(clusters, cluster, host)?.spec.selector;
  const { [TOPOLOGY_CLUSTER]: only = cluster, ...others } = labels;
  if (selector === undefined || only !== cluster) return [];
  return versionsOf(clusters, cluster, namespace, { ...selector, ...others });
}

/** The Pods of all clusters, if control planes discover them. The gateways of other clusters must let in the host. */
function discoveredPods({ clusters, from, port }: Call, host: string, subset: string): readonly string[] {
  const labels = subset === '' ? {} : subsetLabels(clusters, from, host, subset);
  return [...clusters.manifests.keys()].flatMap((place) => {
    const pods = labelledPods(clusters, place, host, labels);
    if (place === from || pods.length === 0) return pods;
    if (!isAdmitted(clusters, place, host)) throw new Error(`${place} does not admit ${host}`);
    portOf(clusters, place, host, port);
    return podsOf(clusters, place, host, subset);
  });
}

function versionsOf(clusters: Clusters, cluster: string, namespace: string, selector: Labels): readonly string[] {
  return podsWith(clusters, cluster, namespace, selector).map(
    ({ metadata: { labels } }) => `${labels['version'] ?? ''}@${cluster}`,
  );
}

function remotePods({ clusters, from, port }: Call, service: string, host: string, subset: string): readonly string[] {
  const [rule] = rulesOf(clusters, from, host, service);
  const labels = subset === '' ? {} : subsetLabels(clusters, from, host, subset);
  const policies = rule?.subsets?.find(({ name }) => name === subset)?.trafficPolicy ?? rule?.trafficPolicy;
  const policy = policies?.portLevelSettings?.find((each) => each.port?.number === port) ?? policies;
  const [entry, ...others] = objects(clusters, from, 'ServiceEntry').filter(({ spec }) => spec.hosts.includes(host));
  if (entry === undefined || others.length > 0) throw new Error(`${host} has no ServiceEntry of its own in ${from}`);
  const { workloadSelector, endpoints = [], ports = [], addresses } = entry.spec;
  const entryPort = ports.find(({ number }) => number === port);
  if (entryPort === undefined) throw new Error(`${host} has no port ${port} in ${from}`);
  if (entryPort.protocol?.startsWith('T') && addresses?.length !== 1)
    throw new Error(`${host} has no one VIP in ${from}`);
  const { targetPort = port } = portOf(clusters, from, service, port);
  if (workloadSelector !== undefined && (entryPort.targetPort ?? port) !== targetPort)
    throw new Error(`local Pods of ${host} do not listen at ${port}`);
  const { namespace = '' } = entry.metadata;
  const selected = selectedEntries(clusters, from, entry).map(({ spec }) => spec);
  const local =
    workloadSelector === undefined
      ? []
      : versionsOf(clusters, from, namespace, { ...workloadSelector.labels, ...labels });
  const remote = [...endpoints, ...selected].filter((endpoint) => selects(labels, endpoint.labels));
  const sni = policy?.tls?.sni ?? '';
  if (parseServerName(sni)?.port !== port) throw new Error(`${sni} is not for port ${port}`);
  const far = remote.flatMap((endpoint) =>
    farPods(clusters, `${endpoint.address ?? ''}:${endpoint.ports?.[entryPort.name] ?? 0}`, sni),
  );
  // several addresses may lead to the same Pods
  return [...local, ...new Set(far)];
}

/** The Pods behind a gateway for a server name. The gateway must let in the host, and its cluster must declare the subset. */
function farPods(clusters: Clusters, gateway: string, sni: string): readonly string[] {
  const cluster = clusters.gateways.get(gateway) ?? '';
  const { port, subset = '', host } = parseServerName(sni) ?? { port: 0, host: '' };
  if (!isAdmitted(clusters, cluster, host)) throw new Error(`${cluster} does not admit ${host}`);
  portOf(clusters, cluster, host, port);
  return podsOf(clusters, cluster, host, subset);
}

function subsetLabels(clusters: Clusters, cluster: string, host: string, subset: string): Labels {
  const all = rulesOf(clusters, cluster, host).flatMap(({ subsets = [] }) => subsets);
  const [found, ...others] = all.filter(({ name }) => name === subset);
  if (found === undefined || others.length > 0)
    throw new Error(`${cluster} does not declare ${subset} of ${host} once`);
  return found.labels ?? {};
}

/** The DestinationRules of a host in the namespace of its service. Not every client finds those in other namespaces. */
function rulesOf(clusters: Clusters, cluster: string, host: string, service = host): readonly DestinationRuleSpec[] {
  return objects(clusters, cluster, 'DestinationRule')
    .filter(({ metadata }) => metadata.namespace === service.split('.')[1])
    .map(({ spec }) => spec)
    .filter((rule) => rule.host === host);
}
