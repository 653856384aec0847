/**
 * The namespaces that Istio reads, where its configuration names some.
 * @see https://github.com/istio/istio/blob/1.31.0/pkg/kube/namespace/filter.go
 * @module
 */
import type { Labels } from '../../istio';
import { items } from '../../manifests';
import { labelSelector } from './label-selector';

/** Whether Istio reads a namespace with some labels; undefined if it reads all. */
export type DiscoverySelectors = ((labels: Labels) => boolean) | undefined;

/** The label by which Kubernetes names each Namespace. */
const NAME = 'kubernetes.io/metadata.name';

/** Whether Istio reads a namespace. One whose labels are not known is assumed to be read. */
export function isRead(name: string, own: Labels | undefined, selectors: DiscoverySelectors): boolean {
  return own === undefined || selectors?.({ [NAME]: name, ...own }) !== false;
}

/** Reads the selectors of a configuration. One is enough. If one of them is wrong, Istio uses none of them. */
export function discoverySelectors(value: unknown): DiscoverySelectors {
  const selectors = items(value).map(labelSelector);
  if (selectors.length === 0 || selectors.includes(undefined)) return undefined;
  return (own) => selectors.some((holds) => holds?.(own));
}
