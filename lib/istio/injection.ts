/**
 * Where Istio injects no sidecars, whatever labels say.
 * @see https://github.com/istio/istio/blob/master/pkg/kube/inject/initializer.go
 * @module
 */

/** The namespaces into whose Pods Istio never injects a sidecar. */
export const NEVER_INJECTED: ReadonlySet<string> = new Set([
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'local-path-storage',
]);
