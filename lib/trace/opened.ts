/**
 * The connections that a caller opens by a name, and which listener of its sidecar takes each. The name of a headless Service stands
 * for several addresses, and each may have a listener of its own.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/core/listener.go
 * @module
 */
import type { Resolved } from './resolve';
import { type Listener, type Place, placeOf } from './scope/listeners';
import type { Sender } from './upstream/connection';
import type { Endpoint } from './upstream/endpoint';
import type { OriginalTarget } from './upstream/original-target';

/** Connections of a caller that its sidecar treats the same. */
export interface Opened {
  /** How many of the caller's connections these are: a share of 1. */
  readonly share: number;
  readonly target: OriginalTarget;
  /** What takes them; undefined if nothing listens. */
  readonly listener: Listener | undefined;
}

/** The connections by which a Pod sends what it sends to a name. */
export function opened(resolved: Resolved, port: number, { site, scope, proxy }: Sender): readonly Opened[] {
  const at = (place: Place): Listener | undefined =>
    proxy.hasProxy ? site.listenersAt(scope, port).at(place) : undefined;
  if (resolved.kind !== 'service') {
    const address = resolved.kind === 'outside' ? resolved.address : undefined;
    return [{ share: 1, target: { service: undefined, port }, listener: at(address ?? '') }];
  }
  const { service } = resolved;
  if (service.resolution !== 'original-destination')
    return [{ share: 1, target: { service, port }, listener: at(service.host) }];
  const endpoints = site.endpoints.namedBy(service, port);
  const total = weightOf(endpoints);
  return alike(endpoints, (each) => at(placeOf(each))).map(({ listener, of }) => ({
    share: weightOf(of) / total,
    target: { service, port, endpoints: of },
    listener,
  }));
}

function weightOf(endpoints: readonly Endpoint[]): number {
  return endpoints.reduce((sum, { weight }) => sum + weight, 0);
}

/** The endpoints, those together whose listeners do the same. */
function alike(
  endpoints: readonly Endpoint[],
  listenerFor: (endpoint: Endpoint) => Listener | undefined,
): readonly { readonly listener: Listener | undefined; readonly of: readonly Endpoint[] }[] {
  const groups: { listener: Listener | undefined; of: Endpoint[] }[] = [];
  for (const endpoint of endpoints) {
    const listener = listenerFor(endpoint);
    const group = groups.find((each) => isLike(each.listener, listener));
    if (group === undefined) groups.push({ listener, of: [endpoint] });
    else group.of.push(endpoint);
  }
  return groups;
}

function isLike(one: Listener | undefined, other: Listener | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return (
    one.http === other.http &&
    one.onlyHttp?.service === other.onlyHttp?.service &&
    one.isForAll === other.isForAll &&
    one.virtualServices === other.virtualServices &&
    one.connections.length === other.connections.length &&
    one.connections.every((each, index) => {
      const { service, port } = other.connections[index] ?? {};
      return each.service === service && each.port === port;
    })
  );
}
