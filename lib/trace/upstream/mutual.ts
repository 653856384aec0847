/**
 * Whether connections have mutual TLS where no DestinationRule says so.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/push_context.go
 * @module
 */
import type { Site } from '../site';
import type { Target } from './target';
import type { Endpoint } from './endpoint';

/**
 * Whether connections to a service may have mutual TLS: Istio's configuration lets them, and so does the PeerAuthentication of its
 * namespace, or of the mesh; those for Pods do not count. Where proxies do not choose the endpoints, all of these must have it.
 */
export function mayBeMutual({ service, port, policy }: Target, site: Site): boolean {
  const { namespace, resolution } = service;
  if (!site.cluster.config.autoMtls) return false;
  const isChosenByCaller = resolution === 'original-destination' || policy.isPassthrough === true;
  const endpoints = isChosenByCaller ? site.endpoints.atNumber(service, port.number) : undefined;
  if (endpoints?.length === 0 || endpoints?.some(({ hasTls }) => !hasTls)) return false;
  return site.peers.modeOf({ namespace, labels: {} }, 0).mode !== 'DISABLE';
}

/** Whether the PeerAuthentications for an endpoint let it have mutual TLS. */
export function acceptsTls({ workload, port, labels, namespace }: Endpoint, site: Site): boolean {
  return site.peers.modeOf(workload ?? { namespace, labels }, port).mode !== 'DISABLE';
}
