/**
 * Whether Pods of a running cluster have a sidecar. They keep what they got when they were made, whatever labels and webhooks say now.
 * @see https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#deploying-an-app
 * @module
 */
import { fields, type PodsObject } from '../../manifests';

/** Whether all running Pods of a workload have a sidecar, or none; undefined if they do not show it, or are of both kinds. */
export function sidecarsOf(pods: readonly PodsObject[]): boolean | undefined {
  const running = pods.filter(({ json }) => fields(json['status'])['phase'] === 'Running');
  const [first, ...others] = new Set(running.map(({ hasProxyContainer }) => hasProxyContainer));
  return others.length === 0 ? first : undefined;
}
