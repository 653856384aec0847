/**
 * Least privilege: the namespaces that see the objects for callers of a service.
 * @module
 */
import { ISTIO_NAMESPACE } from '../../istio';
import { type Caller, compareNames } from '../../mesh';
import type { ServiceView } from '../view';

/** The namespaces that see an object. Without a list, all do. */
export interface Visibility {
  readonly exportTo?: readonly string[];
}

/** The visibility of objects by which callers here reach a service elsewhere. */
export function toCallers({ service, admitted, callers }: ServiceView): Visibility {
  return admitted === undefined ? {} : exportedTo(service.namespace, callers);
}

/** The visibility of subsets here. The gateway needs them for callers in other clusters. */
export function toCallersAndGateway({ service, cluster, admitted, callers, exposed }: ServiceView): Visibility {
  const gateway = exposed ? [{ namespace: cluster.gateway?.object?.namespace ?? ISTIO_NAMESPACE }] : [];
  return admitted === undefined ? {} : exportedTo(service.namespace, [...callers, ...gateway]);
}

/**
 * The visibility of rules for ingress gateways. VirtualServices in the namespaces of the gateway and the service may delegate.
 */
export function toDelegators({ service, admitted, ingressGateways }: ServiceView): Visibility {
  const { namespace } = service;
  return admitted === undefined ? {} : exportedTo(namespace, [{ namespace }, ...ingressGateways]);
}

/** The list of namespaces that see an object. It is never empty, because an empty list would mean everyone. */
function exportedTo(own: string, seers: readonly Pick<Caller, 'namespace'>[]): Visibility {
  const namespaces = inOrder(seers.map(({ namespace }) => (namespace === own ? '.' : namespace)));
  return { exportTo: namespaces.length === 0 ? ['.'] : namespaces };
}

function inOrder(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(compareNames);
}
