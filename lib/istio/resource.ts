/**
 * Kubernetes objects as plain values.
 * @module
 */
import type { Labels } from './specs';

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

/** What tells an object apart from the others of its cluster, as kubectl writes it: `Deployment.apps default/reviews-v1`. */
export function resourceId({ apiVersion, kind, metadata: { name, namespace } }: Resource): string {
  const group = apiVersion.includes('/') ? `.${apiVersion.replace(/\/.*/, '')}` : '';
  return `${kind}${group} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
