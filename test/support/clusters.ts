/**
 * Finds the objects of clusters in their manifests.
 * @module
 */
import type {
  DestinationRuleSpec,
  GatewaySpec,
  Labels,
  ServiceEntrySpec,
  VirtualServiceSpec,
  WorkloadEntrySpec,
} from '../../lib/istio';

/** An object of a cluster. */
export interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels };
  readonly spec: unknown;
}

/** The manifests of each cluster by its name, and the cluster behind each gateway's `<address>:<port>`. */
export interface Clusters {
  readonly manifests: ReadonlyMap<string, readonly Manifest[]>;
  readonly gateways: ReadonlyMap<string, string>;
  /** The clusters that use Istio's stock Gateway for `*.local`. */
  readonly stock: ReadonlySet<string>;
  /** Whether control planes discover each other's endpoints, so that a Service has its Pods in all clusters. */
  readonly areDiscovered: boolean;
}

/** A port of a Service. */
export interface KubePort {
  readonly name?: string;
  readonly port: number;
  readonly targetPort?: number;
  readonly appProtocol?: string;
}

interface Specs {
  readonly Service: { readonly ports?: readonly KubePort[]; readonly selector?: Labels };
  readonly Deployment: {
    readonly template: {
      readonly metadata: { readonly labels: Labels };
      readonly spec: { readonly serviceAccountName?: string };
    };
  };
  readonly VirtualService: VirtualServiceSpec;
  readonly DestinationRule: DestinationRuleSpec;
  readonly ServiceEntry: ServiceEntrySpec;
  readonly WorkloadEntry: WorkloadEntrySpec;
  readonly Gateway: GatewaySpec;
}

/** An object of a kind, with its spec. */
export type Written<Kind extends keyof Specs> = Manifest & { readonly spec: Specs[Kind] };

/** The objects of a kind in a cluster. */
export function objects<Kind extends keyof Specs>(
  { manifests }: Clusters,
  cluster: string,
  kind: Kind,
): readonly Written<Kind>[] {
  return (manifests.get(cluster) ?? []).filter((object): object is Written<Kind> => object.kind === kind);
}

/** The Service of a host. */
export function serviceOf(clusters: Clusters, cluster: string, host: string): Written<'Service'> | undefined {
  return objects(clusters, cluster, 'Service').find(
    ({ metadata: { name, namespace = '' } }) => host === `${name}.${namespace}.svc.cluster.local`,
  );
}

/** The Pod templates with given labels in a namespace. */
export function podsWith(
  clusters: Clusters,
  cluster: string,
  namespace: string | undefined,
  selector: Labels = {},
): readonly Specs['Deployment']['template'][] {
  return objects(clusters, cluster, 'Deployment')
    .filter(({ metadata }) => metadata.namespace === namespace)
    .map(({ spec }) => spec.template)
    .filter(({ metadata }) => selects(selector, metadata.labels));
}

/** The WorkloadEntries that a ServiceEntry selects. */
export function selectedEntries(
  clusters: Clusters,
  cluster: string,
  { metadata, spec: { workloadSelector } }: Written<'ServiceEntry'>,
): readonly Written<'WorkloadEntry'>[] {
  if (workloadSelector === undefined) return [];
  return objects(clusters, cluster, 'WorkloadEntry').filter(
    (entry) => entry.metadata.namespace === metadata.namespace && selects(workloadSelector.labels, entry.spec.labels),
  );
}

/** The hosts that the Gateways of a cluster let in, without Istio's stock Gateway. */
export function admitted(clusters: Clusters, cluster: string): readonly string[] {
  return objects(clusters, cluster, 'Gateway').flatMap(({ spec: { servers = [] } }) =>
    servers.flatMap(({ hosts }) => hosts),
  );
}

/** Whether the gateway of a cluster lets in requests to a host. */
export function isAdmitted(clusters: Clusters, cluster: string, host: string): boolean {
  const [, namespace = ''] = host.split('.');
  const isStock = clusters.stock.has(cluster) && host.endsWith('.local');
  return isStock || admitted(clusters, cluster).includes(`${namespace}/${host}`);
}

/** Whether labels have what a selector asks for. */
export function selects(selector: Labels = {}, labels: Labels = {}): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}
