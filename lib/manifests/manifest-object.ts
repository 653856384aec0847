/**
 * An object as it is written into a cluster, whatever made it.
 * @module
 */
import { effectiveNamespace, resourceId } from '../istio';
import { type Fields, fields, text } from './fields';

/** An object as it is written into a cluster. */
export interface ManifestObject {
  /** What tells it apart from the other objects of its cluster, as kubectl names it: `Deployment.apps default/reviews-v1`. */
  readonly id: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** The namespace that it is in, said or not; undefined for kinds that are in none. */
  readonly namespace: string | undefined;
  /** Where it comes from: the path of its construct. */
  readonly at: string;
  /** All its fields. */
  readonly json: Fields;
}

/** Reads an object. */
export function readObject(value: unknown, at: string): ManifestObject {
  const json = fields(value);
  const metadata = fields(json['metadata']);
  const [apiVersion = '', kind = '', name = ''] = [json['apiVersion'], json['kind'], metadata['name']].map(text);
  const resource = { apiVersion, kind, metadata: { name, namespace: text(metadata['namespace']) } };
  return { id: resourceId(resource), apiVersion, kind, name, namespace: effectiveNamespace(resource), at, json };
}
