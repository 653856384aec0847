/**
 * What decides whether Istio injects sidecars into Pods.
 * @see https://github.com/istio/istio/blob/master/pkg/kube/inject/initializer.go
 * @module
 */
import { ISTIO_NAMESPACE } from './east-west-gateway';
import type { Labels } from './labels';

/** Whether a Pod gets a sidecar: a label of the Pod, or an annotation. */
export const INJECT = 'sidecar.istio.io/inject';

/** The annotation of Pods that says how requests get to their sidecar. With `NONE`, none does. */
export const INTERCEPTION = 'sidecar.istio.io/interceptionMode';

/** The revision of Istio that injects sidecars into the Pods of a Namespace, or into a Pod. */
export const REVISION = 'istio.io/rev';

/** The namespaces into whose Pods Istio never injects a sidecar. */
export const NEVER_INJECTED: ReadonlySet<string> = new Set([
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'local-path-storage',
]);

/** Whether Pods in a namespace get a sidecar only by labels of their own, because its Namespace must not be labelled. */
export function isInjectedByPod(namespace: string): boolean {
  return namespace === ISTIO_NAMESPACE;
}

/** The labels by which a Pod gets a sidecar of a revision, or of Istio's default revision, in such a namespace. */
export function injectionLabels(namespace: string, revision: string | undefined): Labels {
  if (!isInjectedByPod(namespace)) return {};
  return revision === undefined ? { [INJECT]: 'true' } : { [REVISION]: revision };
}
