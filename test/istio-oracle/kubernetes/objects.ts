/**
 * Objects of Kubernetes and Istio as the oracle reads them.
 * @module
 */

export type Labels = Readonly<Record<string, string>>;

/** An object of a cluster. */
export interface Kube {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly spec?: object;
  readonly status?: object;
  readonly data?: Labels;
  readonly endpoints?: readonly object[];
  readonly ports?: readonly object[];
}

interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
  readonly creationTimestamp?: string;
}

/** What is in a cluster. */
export interface ClusterManifests {
  readonly name: string;
  readonly objects: readonly Kube[];
}

/** What the manifests of a mesh do not tell. */
export interface Options {
  /** Whether remote secrets connect the clusters. */
  readonly connected?: boolean;
  /** MeshConfig as YAML, by cluster. */
  readonly meshConfig?: Labels;
  /** Where the Nodes of a cluster are, as `region/zone/subzone`, by cluster. */
  readonly localities?: Labels;
  /** The cluster behind an address. */
  readonly gateways?: Labels;
}

export interface Deployment extends Kube {
  readonly spec: { readonly replicas?: number; readonly template: PodTemplate };
}

interface PodTemplate {
  readonly metadata?: { readonly labels?: Labels; readonly annotations?: Labels };
  readonly spec?: {
    readonly serviceAccountName?: string;
    readonly hostNetwork?: boolean;
    readonly containers?: readonly { readonly ports?: readonly { name?: string; containerPort: number }[] }[];
  };
}

export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  readonly targetPort?: number | string;
  readonly protocol?: string;
  readonly appProtocol?: string;
}

export interface Service extends Kube {
  readonly spec: {
    readonly type?: string;
    readonly clusterIP?: string;
    readonly selector?: Labels;
    readonly ports?: readonly ServicePort[];
    readonly externalName?: string;
    readonly externalIPs?: readonly string[];
  };
  readonly status?: { readonly loadBalancer?: { readonly ingress?: readonly { ip?: string; hostname?: string }[] } };
}

/** The addresses of a Service that somebody wrote. */
export interface EndpointSlice extends Kube {
  readonly addressType: string;
  readonly endpoints: readonly {
    readonly addresses: readonly string[];
    readonly targetRef?: { readonly kind: string; readonly name: string; readonly namespace: string };
    readonly conditions?: { readonly ready?: boolean; readonly serving?: boolean; readonly terminating?: boolean };
  }[];
  readonly ports: readonly { readonly name?: string; readonly port: number }[];
}

/** A Pod that no Deployment creates. */
export interface LonePod extends Kube {
  readonly spec: NonNullable<PodTemplate['spec']>;
  readonly status: { readonly podIP: string };
}

export interface ServiceEntry extends Kube {
  readonly spec: { readonly hosts: readonly string[]; readonly addresses?: readonly string[] };
}

export function isDeployment(object: Kube): object is Deployment {
  return object.kind === 'Deployment';
}

export function isService(object: Kube): object is Service {
  return object.kind === 'Service' && object.apiVersion === 'v1';
}

export function isSlice(object: Kube): object is EndpointSlice {
  return object.kind === 'EndpointSlice';
}

/** The name of the Service that an EndpointSlice is for, as Istio reads it; undefined if it is for none. */
export function serviceOfSlice({ metadata: { labels = {} } }: EndpointSlice): string | undefined {
  return 'multicluster.kubernetes.io/service-name' in labels ? undefined : labels['kubernetes.io/service-name'];
}

export function isLonePod(object: Kube): object is LonePod {
  return object.kind === 'Pod';
}

export function isServiceEntry(object: Kube): object is ServiceEntry {
  return object.kind === 'ServiceEntry';
}

export function isIstio({ apiVersion }: Kube): boolean {
  return apiVersion.includes('istio.io/');
}

/** The namespace of an object, which is `default` if it names none. */
export function namespaceOf({ metadata: { namespace = 'default' } }: Pick<Kube, 'metadata'>): string {
  return namespace;
}

/** The host of a Service. */
export function hostOf(service: Kube): string {
  return `${service.metadata.name}.${namespaceOf(service)}.svc.cluster.local`;
}

/** Whether labels have all those of a selector. */
export function selects(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

export const ISTIO_SYSTEM = 'istio-system';
