/**
 * The Gateways of a cluster, and the Pods that they are for.
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/
 * @module
 */
import { type GatewaySpec, hasLabels, type Labels } from '../../istio';
import { gatewaySpec, type ManifestObject } from '../../manifests';
import { byAge } from './age';

/** A Gateway. */
export interface Gateway {
  readonly object: ManifestObject;
  readonly spec: GatewaySpec;
}

/** The Gateways among objects, the oldest first. */
export function gatewaysIn(objects: readonly ManifestObject[]): readonly Gateway[] {
  return byAge(objects).map((object) => ({ object, spec: gatewaySpec(object) }));
}

/** Whether a Gateway is for Pods with some labels. One without a selector is for all. */
export function isFor({ spec: { selector = {} } }: Gateway, labels: Labels): boolean {
  return hasLabels(labels, selector);
}

/** Whether a Gateway selects Pods. */
export function isSelecting({ spec: { selector = {} } }: Gateway): boolean {
  return Object.keys(selector).length > 0;
}

/** The ports of the servers that pass connections through to the Pods of the cluster. */
export function passingPorts({ spec: { servers = [] } }: Gateway): readonly number[] {
  return servers.filter(({ tls }) => tls?.mode === 'AUTO_PASSTHROUGH').map(({ port }) => port.number);
}
