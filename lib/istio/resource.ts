/**
 * Kubernetes objects as plain values, and their identity.
 * @module
 */
import { isImmutable } from './immutable';
import type { Labels } from './labels';

/** A Kubernetes object, ready to be written. */
export interface Resource<Kind extends string = string> {
  readonly apiVersion: string;
  readonly kind: Kind;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Labels;
  };
}

/** A Kubernetes object of a kind that has a spec. */
export interface SpecifiedResource<Kind extends string, Spec> extends Resource<Kind> {
  readonly spec: Spec;
}

/** The fields that identify an object. */
interface Identified {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string | undefined };
}

/** The namespace that kubectl uses for objects without one. */
const DEFAULT_NAMESPACE = 'default';

/** The kinds of Kubernetes and the Gateway API that have no namespace, as `kind.group`. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  ...['ComponentStatus', 'Namespace', 'Node', 'PersistentVolume'],
  ...['ClusterRole', 'ClusterRoleBinding'].map((kind) => `${kind}.rbac.authorization.k8s.io`),
  ...['MutatingAdmissionPolicy', 'MutatingWebhookConfiguration', 'ValidatingAdmissionPolicy']
    .concat('MutatingAdmissionPolicyBinding', 'ValidatingAdmissionPolicyBinding', 'ValidatingWebhookConfiguration')
    .map((kind) => `${kind}.admissionregistration.k8s.io`),
  ...['CertificateSigningRequest', 'ClusterTrustBundle'].map((kind) => `${kind}.certificates.k8s.io`),
  ...['FlowSchema', 'PriorityLevelConfiguration'].map((kind) => `${kind}.flowcontrol.apiserver.k8s.io`),
  ...['IngressClass', 'IPAddress', 'ServiceCIDR'].map((kind) => `${kind}.networking.k8s.io`),
  ...['DeviceClass', 'ResourceSlice'].map((kind) => `${kind}.resource.k8s.io`),
  ...['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment', 'VolumeAttributesClass'].map(
    (kind) => `${kind}.storage.k8s.io`,
  ),
  'APIService.apiregistration.k8s.io',
  'CustomResourceDefinition.apiextensions.k8s.io',
  'GatewayClass.gateway.networking.k8s.io',
  'PriorityClass.scheduling.k8s.io',
  'RuntimeClass.node.k8s.io',
]);

/** The namespace of an object, which is `default` if it names none; undefined for kinds without a namespace. */
export function effectiveNamespace(resource: Identified): string | undefined {
  const { namespace = '' } = resource.metadata;
  if (CLUSTER_SCOPED.has(groupKind(resource))) return undefined;
  return namespace === '' ? DEFAULT_NAMESPACE : namespace;
}

/**
 * The identity of an object in its cluster, as kubectl writes it: `Deployment.apps default/reviews-v1`. Two objects are the same
 * if they have the same kind, API group, namespace and name. The API version does not matter.
 */
export function resourceId(resource: Identified): string {
  const before = ids.get(resource);
  if (before !== undefined) return before;
  const id = identify(resource);
  if (isImmutable(resource)) ids.set(resource, id);
  return id;
}

/** The identities of objects that nobody can change. */
const ids = new WeakMap<object, string>();

function identify(resource: Identified): string {
  const namespace = effectiveNamespace(resource);
  return `${groupKind(resource)} ${namespace === undefined ? '' : `${namespace}/`}${resource.metadata.name}`;
}

function groupKind({ apiVersion, kind }: Identified): string {
  const end = apiVersion.indexOf('/');
  return end === -1 ? kind : `${kind}.${apiVersion.slice(0, end)}`;
}
