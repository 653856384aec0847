/**
 * Labels and annotations that change what an object does, and so must not be on every object.
 * @module
 */
import { APP, CLUSTER, VERSION } from './labels';

/** Labels by which Services, subsets and Gateways select. */
const SELECTED: ReadonlySet<string> = new Set([APP, VERSION, CLUSTER, 'istio']);

/** Keys of Kubernetes that only describe an object. */
const DESCRIPTIVE = /^(app\.kubernetes\.io\/|kubernetes\.io\/(description|change-cause)$)/;

/** What the label `key` on every object would change, as a clause; undefined if it would change nothing. */
export function effectOfLabel(key: string): string | undefined {
  return SELECTED.has(key) ? 'Pods and endpoints are selected by it' : effectOfAnnotation(key);
}

/** What the annotation `key` on every object would change, as a clause; undefined if it would change nothing. */
export function effectOfAnnotation(key: string): string | undefined {
  if (key === 'istio-injection' || isOf(key, 'istio.io')) return 'it changes what Istio does with an object';
  if (isOf(key, 'istio-multicluster')) return 'this library uses it';
  if (DESCRIPTIVE.test(key)) return undefined;
  return isOf(key, 'kubernetes.io') || isOf(key, 'k8s.io')
    ? 'it changes what Kubernetes does with an object'
    : undefined;
}

/** Whether the prefix of a key is a domain, or is below it. */
function isOf(key: string, domain: string): boolean {
  const [prefix = '', name] = key.split('/');
  return name !== undefined && (prefix === domain || prefix.endsWith(`.${domain}`));
}
