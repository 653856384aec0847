/**
 * An object as it is written into a cluster.
 * @module
 */
import { effectiveNamespace, type Labels, type Resource, resourceId } from '../istio';
import { type Fields, fields, labels, text } from './fields';

/** An object as it is written into a cluster. */
export interface ManifestObject {
  /** Its identity in its cluster, as kubectl names it: `Deployment.apps default/reviews-v1`. */
  readonly id: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Its namespace, which is `default` if it names none; undefined for kinds without a namespace. */
  readonly namespace: string | undefined;
  /** All its fields. */
  readonly json: Fields;
  /** Where it comes from: `file:line:column`, or the path of its construct. */
  readonly at: string;
  /** The object of a plan that it is, if nobody has changed it but for harmless labels and annotations of the whole app. */
  readonly planned?: Resource | undefined;
  /** The text that it was read from, if it was. */
  readonly source?: ManifestSource | undefined;
}

/** The text that an object was read from. */
export interface ManifestSource {
  readonly file: string;
  /** The whole text of the file, and where the object starts and ends in it. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Where the object starts, from 1. */
  readonly line: number;
  readonly column: number;
}

/** Reads an object that comes from `at`: the path of a construct, or a place in a file. */
export function readObject(value: unknown, at: string): ManifestObject {
  const json = fields(value);
  const metadata = fields(json['metadata']);
  const apiVersion = text(json['apiVersion']) ?? '';
  const kind = text(json['kind']) ?? '';
  const name = text(metadata['name']) ?? '';
  const resource = { apiVersion, kind, metadata: { name, namespace: text(metadata['namespace']) } };
  return { id: resourceId(resource), apiVersion, kind, name, namespace: effectiveNamespace(resource), json, at };
}

/** The metadata of an object. */
export function metadataOf({ json }: Pick<ManifestObject, 'json'>): Fields {
  return fields(json['metadata']);
}

/** The labels of an object itself, not of its Pods. */
export function labelsOf(object: Pick<ManifestObject, 'json'>): Labels {
  return labels(metadataOf(object)['labels']);
}

/** Whether an object is a Namespace. */
export function isNamespace({ apiVersion, kind }: ManifestObject): boolean {
  return kind === 'Namespace' && apiVersion === 'v1';
}

/** Whether an object is of Istio's networking API, whose kinds own hosts. */
export function isOfNetworking({ apiVersion }: ManifestObject): boolean {
  return apiVersion.startsWith('networking.istio.io/');
}

/** Whether an object is of Istio's security API. */
export function isOfSecurity({ apiVersion }: ManifestObject): boolean {
  return apiVersion.startsWith('security.istio.io/');
}

/** Whether an object is a route of the Gateway API, which may own the host of a Service as a VirtualService does. */
export function isServiceRoute({ apiVersion, kind }: ManifestObject): boolean {
  return apiVersion.startsWith('gateway.networking.k8s.io/') && (kind === 'HTTPRoute' || kind === 'GRPCRoute');
}

/** Whether an object is a VirtualService of Istio. */
export function isVirtualService(object: ManifestObject): boolean {
  return isOfNetworking(object) && object.kind === 'VirtualService';
}
