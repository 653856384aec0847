/**
 * Which Pods the Gateways of a cluster are for.
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#Gateway-selector
 * @module
 */
import { ISTIO_NAMESPACE, type Labels } from '../../istio';
import { type Gateway, isFor } from '../model/gateways';
import type { Proxy } from '../model/proxy';
import type { Site } from '../site';

/** The gateway with Istio's usual labels, if one of some Gateways is for it, or none is for another one; else the only other one. */
export function gatewayFor(gateways: readonly Gateway[], usual: Labels, site: Site): Proxy {
  const own = site.gateway(usual, { near: ISTIO_NAMESPACE });
  const [first, ...others] = new Map(gateways.map((each) => [JSON.stringify(each.spec.selector), each])).values();
  if (first === undefined || others.length > 0 || gateways.some((each) => isFor(each, own.labels))) return own;
  return site.gateway(first.spec.selector ?? {}, { near: first.object.namespace ?? '' });
}
