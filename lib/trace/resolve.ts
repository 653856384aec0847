/**
 * What the name of a host resolves to in a cluster.
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 * @module
 */
import { isIP } from 'node:net';
import { serviceHost } from '../istio';
import { shortened } from './model/ip-address';
import type { Service } from './model/service';
import type { Sender } from './upstream/connection';

/** What a name resolves to. */
export type Resolved =
  | { readonly kind: 'service'; readonly service: Service }
  /** An address, or a name that DNS outside of the cluster may know; undefined if it is not known which. */
  | { readonly kind: 'outside'; readonly address: string | undefined }
  /** No address; the Service of the name, if there is one. */
  | { readonly kind: 'nothing'; readonly service?: Service };

/** The Service that a name resolves to, if it is one. */
export function serviceIn(resolved: Resolved): Service | undefined {
  return resolved.kind === 'service' ? resolved.service : undefined;
}

/** How many ExternalNames may follow each other. Those that stand for each other would never end. */
const MOST_ALIASES = 8;

/** Resolves a name for a Pod: as a Service of its cluster, as a host that Istio knows, or outside of the cluster. */
export function resolve(called: string, sender: Pick<Sender, 'site' | 'proxy'>, aliases = MOST_ALIASES): Resolved {
  const { site, proxy } = sender;
  if (isIP(called) !== 0) return { kind: 'outside', address: shortened(called) };
  const host = called.toLowerCase().replace(/\.$/, '');
  // a name that ends in a dot is the whole name
  if (called.endsWith('.') && !host.includes('.')) return { kind: 'nothing' };
  const [name = '', namespace = proxy.namespace, ...rest] = host.split('.');
  const suffix = rest.join('.');
  const isServiceName = suffix === '' || suffix === 'svc' || suffix === 'svc.cluster.local';
  const full = isServiceName ? serviceHost({ name, namespace }) : host;
  const service = site.cluster.inDns.get(full);
  if (service !== undefined) return ofKubernetes(service, sender, aliases);
  const known = site.cluster.entriesFor(host);
  if (known !== undefined) return { kind: 'outside', address: addressIn(known) };
  // `reviews.shop` may be a name of the internet, unless the cluster has a namespace shop
  const isOwnName = !host.includes('.') || (isServiceName && (suffix !== '' || site.cluster.namespaces.has(namespace)));
  return isOwnName ? { kind: 'nothing' } : { kind: 'outside', address: undefined };
}

/** The address that the oldest ServiceEntry with one gives its host. */
function addressIn(services: readonly Service[]): string | undefined {
  const found = services.flatMap(({ addresses }) => addresses).find((each) => isIP(each) !== 0);
  return found === undefined ? undefined : shortened(found);
}

/** An ExternalName stands for another name, and a headless Service for the addresses of its endpoints, if there are any. */
function ofKubernetes(service: Service, sender: Pick<Sender, 'site' | 'proxy'>, aliases: number): Resolved {
  const { resolution, target } = service;
  if (resolution === 'alias') {
    const end = target === undefined || aliases === 0 ? undefined : resolve(target, sender, aliases - 1);
    return end === undefined || end.kind === 'nothing' ? { kind: 'nothing', service } : end;
  }
  if (resolution !== 'original-destination') return { kind: 'service', service };
  return sender.site.endpoints.namedBy(service, 0).length > 0
    ? { kind: 'service', service }
    : { kind: 'nothing', service };
}
