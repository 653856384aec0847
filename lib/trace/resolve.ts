/**
 * What the name of a host resolves to in a cluster.
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 * @module
 */
import { isIP } from 'node:net';
import { serviceHost } from '../istio';
import type { Service } from './model/service';
import type { Sender } from './upstream/connections';

/** What a name resolves to. */
export type Resolved =
  | { readonly kind: 'service'; readonly service: Service }
  /** An address, or a name that DNS outside of the cluster may know. */
  | { readonly kind: 'outside' }
  | { readonly kind: 'nothing' };

/** Resolves a name for a Pod: as a Service of its cluster, as a host that Istio knows, or outside of the cluster. */
export function resolve(called: string, { site, proxy, scope }: Sender): Resolved {
  if (isIP(called) !== 0) return { kind: 'outside' };
  const host = called.toLowerCase().replace(/\.$/, '');
  const [name = '', namespace = proxy.namespace, ...rest] = host.split('.');
  const suffix = rest.join('.');
  const isServiceName = suffix === '' || suffix === 'svc' || suffix === 'svc.cluster.local';
  const full = isServiceName ? serviceHost({ name, namespace }) : host;
  const service = site.cluster.ofKubernetes.get(full);
  if (service !== undefined) return { kind: 'service', service };
  const known = scope.services.get(host);
  if (known !== undefined) return { kind: 'service', service: known };
  // `reviews.shop` may be a name of the internet, unless the cluster has a namespace shop
  const isOwnName = !host.includes('.') || (isServiceName && (suffix !== '' || site.cluster.namespaces.has(namespace)));
  return isOwnName ? { kind: 'nothing' } : { kind: 'outside' };
}
