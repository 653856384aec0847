/**
 * What proxies made of their configuration.
 * @module
 */
import type { PodRef } from '../lab/client';
import { lab } from './lab';

/** A cluster of endpoints, in Envoy's sense. */
export interface OutboundCluster {
  readonly name: string;
  /** Whether it is taken for something outside of the mesh. */
  readonly isExternal: boolean;
}

/** How a proxy connects to a cluster of endpoints. */
export interface Connection {
  readonly name: string;
  /** The server name that it sends; undefined without TLS, and where it depends on the endpoint. */
  readonly sni: string | undefined;
  /** After how many failed connections an endpoint is given up; undefined when none is. */
  readonly consecutiveLocalOriginFailures: number | undefined;
  readonly connectTimeout: string | undefined;
}

interface EnvoyCluster {
  readonly name: string;
  readonly transport_socket?: { readonly typed_config?: { readonly sni?: string } };
  readonly outlier_detection?: { readonly consecutive_local_origin_failure?: number };
  readonly connect_timeout?: string;
  readonly metadata?: { readonly filter_metadata?: { readonly istio?: { readonly external?: boolean } } };
}

interface ConfigDump {
  readonly configs?: readonly { readonly cluster?: EnvoyCluster }[];
}

/** The clusters of a Pod's proxy for a host. */
export async function outboundClusters(pod: PodRef, host: string): Promise<readonly OutboundCluster[]> {
  const clusters = await clustersOf(pod, host);
  return clusters.map(({ name, metadata }) => ({
    name,
    isExternal: metadata?.filter_metadata?.istio?.external === true,
  }));
}

/** How a Pod's proxy connects to a host: a cluster of endpoints for each port and subset. */
export async function connections(pod: PodRef, host: string): Promise<readonly Connection[]> {
  const clusters = await clustersOf(pod, host);
  return clusters.map((cluster) => ({
    name: cluster.name,
    sni: cluster.transport_socket?.typed_config?.sni,
    consecutiveLocalOriginFailures: cluster.outlier_detection?.consecutive_local_origin_failure,
    connectTimeout: cluster.connect_timeout,
  }));
}

async function clustersOf(pod: PodRef, host: string): Promise<readonly EnvoyCluster[]> {
  const { configs = [] } = (await lab.envoy(pod, 'config_dump?resource=dynamic_active_clusters')) as ConfigDump;
  return configs.flatMap(({ cluster }) => cluster ?? []).filter(({ name }) => name.endsWith(`|${host}`));
}

/** What the proxies of some clusters refused of their configuration, each as `<Pod>: <Envoy's words>`. */
export async function rejections(clusters: readonly number[]): Promise<readonly string[]> {
  const found = await Promise.all(
    clusters.map(async (cluster) => {
      const query = 'jsonpath={range .items[*]}{.metadata.namespace}/{.metadata.name} {end}';
      const pods = (await lab.kubectl(cluster, ['get', 'pods', '-A', '-o', query])).trim().split(' ');
      return Promise.all(pods.map(async (pod) => rejectionsOf([cluster, pod])));
    }),
  );
  return found.flat(2);
}

async function rejectionsOf(pod: PodRef): Promise<readonly string[]> {
  const [cluster, name] = pod;
  const errors = new Set(errorsIn(await lab.envoy(pod, 'config_dump')));
  return [...errors].map((error) => `cluster${cluster} ${name}: ${error}`);
}

/** The errors anywhere in a dump; Envoy notes each beside the resource that it refused. */
function errorsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    key === 'error_state' && typeof inner === 'object' && inner !== null && 'details' in inner
      ? [String(inner.details)]
      : errorsIn(inner),
  );
}
