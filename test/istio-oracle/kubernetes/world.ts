/**
 * The clusters of a mesh as they would really be, and the question about them for Istio's control plane.
 * @module
 */
import { isIP } from 'node:net';
import { load } from 'js-yaml';
import {
  type ClusterManifests,
  hostOf,
  isServiceEntry,
  ISTIO_SYSTEM,
  type Kube,
  namespaceOf,
  type Options,
  type ServiceEntry,
  type ServicePort,
} from './objects';
import { type Pod, podsIn } from './pods';
import { nodeName, type Served, servicesIn, slicesOf, stored, type Target } from './services';

export type { Target } from './services';

/** A cluster as it would really be. */
export interface RealCluster {
  readonly name: string;
  readonly manifests: readonly Kube[];
  readonly pods: readonly Pod[];
  readonly services: readonly Served[];
  readonly network: string;
  readonly locality: string;
}

/** How many ExternalNames may follow each other. */
const MOST_ALIASES = 8;

/** The clusters of a mesh as they would really be. */
export class World {
  readonly clusters: readonly RealCluster[];
  private readonly podsByIp = new Map<string, Pod>();
  private readonly gateways: ReadonlyMap<string, string>;

  constructor(
    manifests: readonly ClusterManifests[],
    readonly options: Options,
  ) {
    this.clusters = manifests.map((each, index) => {
      const pods = podsIn(each, index + 1);
      for (const pod of pods) this.podsByIp.set(pod.ip, pod);
      return {
        name: each.name,
        manifests: each.objects,
        pods,
        services: servicesIn(each, index + 1, pods),
        network: networkOf(each.objects),
        locality: options.localities?.[each.name] ?? '',
      };
    });
    this.gateways = new Map(Object.entries(options.gateways ?? {}));
  }

  cluster(name: string): RealCluster {
    const found = this.clusters.find((each) => each.name === name);
    if (found === undefined) throw new Error(`there is no cluster ${name}`);
    return found;
  }

  trustDomainOf(cluster: string): string {
    const config = load(this.options.meshConfig?.[cluster] ?? '') as { readonly trustDomain?: string } | undefined;
    return config?.trustDomain ?? 'cluster.local';
  }

  podAt(ip: string): Pod | undefined {
    return this.podsByIp.get(ip);
  }

  /** The Service that is reached by an address from outside of its cluster. */
  serviceAt(address: string): { readonly cluster: string; readonly served: Served } | undefined {
    for (const { name: cluster, services } of this.clusters) {
      const served = services.find(({ service: { spec, status } }) => {
        const ingress = status?.loadBalancer?.ingress ?? [];
        return [...(spec.externalIPs ?? []), ...ingress.flatMap(({ ip, hostname }) => [ip, hostname])].includes(
          address,
        );
      });
      if (served !== undefined) return { cluster, served };
    }
    return undefined;
  }

  /** The Pods that a connection from outside of their cluster reaches by an address; undefined if nothing there is known. */
  behind({ address, port }: Target): readonly Target[] | undefined {
    const found = this.serviceAt(address);
    if (found !== undefined) return targetsOf(found.served, port);
    const cluster = this.gateways.get(address);
    if (cluster === undefined) return undefined;
    return this.cluster(cluster)
      .pods.filter(({ type, labels }) => type === 'router' && labels['istio'] === 'eastwestgateway')
      .map(({ ip }) => ({ address: ip, port }));
  }

  /** What kube-proxy makes of a connection to an address of a Service; undefined if it is not one of the cluster. */
  balanced(cluster: string, { address, port }: Target): readonly Target[] | undefined {
    const served = this.cluster(cluster).services.find((each) => each.address === address);
    return served === undefined ? undefined : targetsOf(served, port);
  }

  /** The Service that a Pod means by a name. */
  serviceNamed(called: string, cluster: string, namespace: string): Served | undefined {
    const { services } = this.cluster(cluster);
    return [`.${namespace}.svc.cluster.local`, '.svc.cluster.local', '.cluster.local', '']
      .map((suffix) => services.find(({ service }) => hostOf(service) === hostIn(called) + suffix))
      .find((found) => found !== undefined);
  }

  /** The addresses that DNS gives a Pod for a name; undefined if it knows none. */
  resolve(called: string, cluster: string, namespace: string, aliases = MOST_ALIASES): readonly string[] | undefined {
    if (isIP(called) !== 0) return [called];
    const served = this.serviceNamed(called, cluster, namespace);
    if (served !== undefined) return this.addressesOf(served, cluster, namespace, aliases);
    const host = hostIn(called);
    const { manifests } = this.cluster(cluster);
    const entries = [...entriesFor(host, manifests)];
    const addresses = entries.sort(byAge).flatMap(({ spec }) => spec.addresses ?? []);
    if (entries.length > 0) return [addresses.find((each) => isIP(each) !== 0) ?? INTERNET];
    return this.isOwnName(host, cluster) ? undefined : [INTERNET];
  }

  private addressesOf(
    { service, address, selected, listed }: Served,
    cluster: string,
    namespace: string,
    aliases: number,
  ): readonly string[] | undefined {
    if (address !== undefined) return [address];
    const { externalName, ports = [] } = service.spec;
    if (externalName !== undefined)
      return aliases === 0 ? undefined : this.resolve(externalName, cluster, namespace, aliases - 1);
    const all = new Set([...ports.flatMap((port) => selected(port).map(({ pod }) => pod.ip)), ...listed]);
    return all.size === 0 ? undefined : [...all];
  }

  /** Whether a name looks like one of a Service, so that DNS outside of the cluster does not know it. */
  private isOwnName(host: string, cluster: string): boolean {
    const [, namespace, ...rest] = host.split('.');
    if (namespace === undefined) return true;
    const suffix = rest.join('.');
    if (suffix === 'svc' || suffix === 'svc.cluster.local') return true;
    return suffix === '' && this.cluster(cluster).manifests.some((each) => namespaceOf(each) === namespace);
  }
}

/** The ServiceEntries for a host, or for the most specific wildcard that covers it. */
function entriesFor(host: string, manifests: readonly Kube[]): readonly ServiceEntry[] {
  const entries = manifests.filter(isServiceEntry);
  const wildcards = entries.flatMap(({ spec }) => spec.hosts).filter((each) => each.startsWith('*'));
  const covering = wildcards
    .filter((each) => host.endsWith(each.slice(1)))
    .sort((one, other) => other.length - one.length);
  const known = [host, ...covering].find((each) => entries.some(({ spec }) => spec.hosts.includes(each)));
  return known === undefined ? [] : entries.filter(({ spec }) => spec.hosts.includes(known));
}

function hostIn(called: string): string {
  return called.toLowerCase().replace(/\.$/, '');
}

/** The older one comes first, then the one whose name comes first. */
function byAge(one: Kube, other: Kube): number {
  const [before, after] = [one, other].map(({ metadata }) => metadata.creationTimestamp ?? '') as [string, string];
  const [first, second] = [one, other].map((each) => `${each.metadata.name} ${namespaceOf(each)}`) as [string, string];
  return before.localeCompare(after) || first.localeCompare(second);
}

/** An address outside of all clusters. */
export const OUTSIDE = '203.0.113.200';

/** The address of all names that only DNS outside of the clusters knows. */
export const INTERNET = '198.51.100.200';

function targetsOf({ service, backends }: Served, number: number): readonly Target[] {
  const port = (service.spec.ports ?? []).find((each: ServicePort) => each.port === number);
  return port === undefined ? [] : backends(port);
}

function networkOf(objects: readonly Kube[]): string {
  const namespace = objects.find(({ kind, metadata: { name } }) => kind === 'Namespace' && name === ISTIO_SYSTEM);
  return namespace?.metadata.labels?.['topology.istio.io/network'] ?? '';
}

/** All objects of Kubernetes that Istio's control plane would see in a cluster. */
export function kubernetesObjects({
  name,
  manifests,
  pods,
  services,
  locality,
  network,
}: RealCluster): readonly Kube[] {
  const kept = manifests.filter(({ kind, apiVersion }) => KEPT.has(kind) && !apiVersion.includes('istio.io'));
  const named = new Set(kept.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name));
  const used = new Set([
    ISTIO_SYSTEM,
    ...[...manifests, ...pods.map(({ namespace }) => ({ metadata: { name: '', namespace } }))].map(namespaceOf),
  ]);
  const namespaces = [...used]
    .filter((each) => !named.has(each))
    .map((each) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: each } }));
  return [
    ...namespaces,
    nodeOf(name, locality),
    ...kept,
    ...pods.map((each) => podObject(each, network)),
    ...services.map(stored),
    ...services.flatMap(slicesOf),
  ];
}

const KEPT = new Set(['Namespace', 'EndpointSlice']);

function nodeOf(cluster: string, locality: string): Kube {
  const [region, zone, subzone] = locality.split('/');
  const labels = {
    ...(region && { 'topology.kubernetes.io/region': region }),
    ...(zone && { 'topology.kubernetes.io/zone': zone }),
    ...(subzone && { 'topology.istio.io/subzone': subzone }),
  };
  return { apiVersion: 'v1', kind: 'Node', metadata: { name: nodeName(cluster), labels } };
}

/** The control plane in tests does not read the network of a cluster from its namespace, but from the labels of Pods. */
function podObject({ cluster, namespace, name, ip, labels, serviceAccount, ports }: Pod, network: string): Kube {
  const named = [...ports].map(([port, containerPort]) => ({ name: port, containerPort, protocol: 'TCP' }));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      labels: { ...(network !== '' && { 'topology.istio.io/network': network }), ...labels },
    },
    spec: {
      serviceAccountName: serviceAccount,
      nodeName: nodeName(cluster),
      containers: [{ name: 'app', ports: named }],
    },
    status: { phase: 'Running', podIP: ip, podIPs: [{ ip }], conditions: [{ type: 'Ready', status: 'True' }] },
  };
}
