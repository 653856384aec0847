/**
 * Reads what proxies made of their configuration.
 * @module
 */
import type { PodRef } from '../lab/client';
import { eventually, lab } from './lab';

/** A cluster in Envoy's sense: a set of endpoints. */
export interface OutboundCluster {
  readonly name: string;
  /** Whether Envoy treats it as outside of the mesh. */
  readonly isExternal: boolean;
}

/** How a proxy connects to an Envoy cluster. */
export interface Connection {
  readonly name: string;
  /** The server name that it sends; undefined without TLS, or if it depends on the endpoint. */
  readonly sni: string | undefined;
  /** The number of failed connections after which it ejects an endpoint; undefined if it ejects none. */
  readonly consecutiveLocalOriginFailures: number | undefined;
  readonly connectTimeout: string | undefined;
}

/** The limits of an Envoy cluster. A missing limit is the largest possible number. */
export type Limits = Readonly<Record<string, unknown>>;

interface ClusterDump {
  readonly name: string;
  readonly circuit_breakers?: { readonly thresholds?: readonly Limits[] };
  readonly transport_socket?: { readonly typed_config?: { readonly sni?: string } };
  readonly outlier_detection?: { readonly consecutive_local_origin_failure?: number };
  readonly connect_timeout?: string;
  readonly metadata?: { readonly filter_metadata?: { readonly istio?: { readonly external?: boolean } } };
}

/** Returns the Envoy clusters of a host in a Pod's proxy. */
export async function outboundClusters(pod: PodRef, host: string): Promise<readonly OutboundCluster[]> {
  const clusters = await clustersOfHost(pod, host);
  return clusters.map(({ name, metadata }) => ({
    name,
    isExternal: metadata?.filter_metadata?.istio?.external === true,
  }));
}

/** Returns how a Pod's proxy connects to a host, for each port and subset. */
export async function connections(pod: PodRef, host: string): Promise<readonly Connection[]> {
  const clusters = await clustersOfHost(pod, host);
  return clusters.map((cluster) => ({
    name: cluster.name,
    sni: cluster.transport_socket?.typed_config?.sni,
    consecutiveLocalOriginFailures: cluster.outlier_detection?.consecutive_local_origin_failure,
    connectTimeout: cluster.connect_timeout,
  }));
}

/** Returns the limits of the Envoy clusters in a Pod's proxy whose names match. */
export async function limitsOf(pod: PodRef, such: RegExp): Promise<Readonly<Record<string, Limits>>> {
  const clusters = (await clustersOf(pod)).filter(({ name }) => such.test(name));
  return Object.fromEntries(
    clusters.map(({ name, circuit_breakers: breakers }) => [name, breakers?.thresholds?.[0] ?? {}]),
  );
}

async function clustersOfHost(pod: PodRef, host: string): Promise<readonly ClusterDump[]> {
  return (await clustersOf(pod)).filter(({ name }) => name.endsWith(`|${host}`));
}

async function clustersOf(pod: PodRef): Promise<readonly ClusterDump[]> {
  const dump = (await lab.envoy(pod, 'config_dump?resource=dynamic_active_clusters')) as {
    readonly configs?: readonly { readonly cluster?: ClusterDump }[];
  };
  return (dump.configs ?? []).flatMap(({ cluster }) => cluster ?? []);
}

/** Lists the configuration that the proxies of some clusters rejected, each as `<Pod>: <Envoy's error>`. */
export async function rejections(clusters: readonly number[]): Promise<readonly string[]> {
  const pods = await Promise.all(clusters.map((cluster) => lab.pods(cluster)));
  const found = await Promise.all(pods.flat().map(rejectionsOf));
  return found.flat();
}

async function rejectionsOf(pod: PodRef): Promise<readonly string[]> {
  const [cluster, name] = pod;
  const dump = await dumpOf(pod);
  // most proxies reject nothing, and to parse what they have takes long
  if (!dump.includes('"error_state"')) return [];
  const errors = new Set(errorsIn(JSON.parse(dump)));
  return [...errors].map((error) => `cluster${cluster} ${name}: ${error}`);
}

/** The configuration of a Pod's proxy; none if the Pod is deleted meanwhile, as another file of scenarios may have ended. */
async function dumpOf(pod: PodRef): Promise<string> {
  const [cluster, name] = pod;
  let dump = '';
  // the proxy of a new Pod may not listen yet
  await eventually(async () => {
    try {
      dump = await lab.envoyText(pod, 'config_dump');
    } catch (error) {
      const pods = await lab.pods(cluster);
      if (pods.some(([, each]) => each === name)) throw error;
    }
  }, 20);
  return dump;
}

/** Finds the errors in a dump. Envoy puts each beside the resource that it rejected. */
function errorsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    key === 'error_state' && typeof inner === 'object' && inner !== null && 'details' in inner
      ? [String(inner.details)]
      : errorsIn(inner),
  );
}

interface HostStatus {
  readonly address: { readonly socket_address: { readonly address: string; readonly port_value: number } };
  readonly health_status?: { readonly failed_outlier_check?: boolean; readonly eds_health_status?: string };
  readonly stats?: readonly { readonly name?: string; readonly value?: string }[];
}

interface ClusterStatus {
  readonly name: string;
  readonly host_statuses?: readonly HostStatus[];
}

interface ClusterStatuses {
  readonly cluster_statuses?: readonly ClusterStatus[];
}

/** Counts the requests that a Pod's proxy has sent to each endpoint of an Envoy cluster, by `<address>:<port>`. */
export async function requestsByEndpoint(pod: PodRef, name: string): Promise<Readonly<Record<string, number>>> {
  const hosts = await hostsOf(pod, name);
  return Object.fromEntries(
    hosts.map(({ address: { socket_address: socket }, stats = [] }) => [
      `${socket.address}:${socket.port_value}`,
      Number(stats.find((stat) => stat.name === 'rq_total')?.value ?? 0),
    ]),
  );
}

/** Lists the addresses that a Pod's proxy has ejected from an Envoy cluster, or from any of them. */
export async function ejectedEndpoints(pod: PodRef, name?: string): Promise<readonly string[]> {
  const clusters = (await statusesOf(pod)).filter((cluster) => name === undefined || cluster.name === name);
  return clusters
    .flatMap(({ host_statuses: hosts = [] }) => hosts)
    .filter(({ health_status: health }) => health?.failed_outlier_check === true)
    .map(({ address: { socket_address: socket } }) => socket.address);
}

/** The addresses that a gateway knows to be ready, by the Envoy clusters that callers in other clusters ask for. */
export async function served(gateway: PodRef): Promise<ReadonlyMap<string, readonly string[]>> {
  const exposed = (await statusesOf(gateway)).filter(({ name }) => name.startsWith('outbound_.'));
  return new Map(
    exposed.map(({ name, host_statuses: hosts = [] }) => [
      name,
      hosts
        .filter(({ health_status: health }) => health?.eds_health_status === 'HEALTHY')
        .map(({ address: { socket_address: socket } }) => socket.address),
    ]),
  );
}

async function hostsOf(pod: PodRef, name: string): Promise<readonly HostStatus[]> {
  return (await statusesOf(pod)).find((cluster) => cluster.name === name)?.host_statuses ?? [];
}

async function statusesOf(pod: PodRef): Promise<readonly ClusterStatus[]> {
  const { cluster_statuses: statuses = [] } = (await lab.envoy(pod, 'clusters?format=json')) as ClusterStatuses;
  return statuses;
}
