/**
 * Which Pods the Gateways of a cluster are for.
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#Gateway-selector
 * @module
 */
import { hasLabels, ISTIO_NAMESPACE, type Labels } from '../../istio';
import { type Gateway, isFor } from '../model/gateways';
import type { Proxy } from '../model/proxy';
import type { Site } from '../site';

/**
 * The gateway with Istio's usual labels, if one of some Gateways is for it, or none is for another one; else the only other one. One
 * that the manifests lack is not assumed beside Istio's own, because its labels are most likely misspelt.
 */
export function gatewayFor(gateways: readonly Gateway[], usual: Labels, site: Site): Proxy {
  const own = site.gateway(usual, { near: ISTIO_NAMESPACE });
  const [first, ...others] = new Map(gateways.map((each) => [JSON.stringify(each.spec.selector), each])).values();
  if (first === undefined || others.length > 0 || gateways.some((each) => isFor(each, own.labels))) return own;
  const { selector = {} } = first.spec;
  if (hasPods(usual, site) && !hasPods(selector, site)) return own;
  return site.gateway(selector, { near: first.object.namespace ?? '' });
}

/** Whether the manifests have Pods with some labels. */
function hasPods(wanted: Labels, { cluster: { workloads } }: Site): boolean {
  return workloads.some(({ labels, isAssumed }) => !isAssumed && hasLabels(labels, wanted));
}
