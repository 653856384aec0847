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
  return admitted === undefined ? {} : exportedTo(service.namespace, namespacesOf(callers));
}

/** The visibility of objects by which callers reach a service outside of the mesh, with least privilege or without. */
export function toNamespaces(own: string, callers: readonly Caller[]): Visibility {
  return exportedTo(own, namespacesOf(callers));
}

/** The visibility of subsets here. The gateway needs them for callers in other clusters. */
export function toCallersAndGateway({ service, cluster, admitted, callers, exposed }: ServiceView): Visibility {
  const gateway = exposed ? [cluster.gateway?.object?.namespace ?? ISTIO_NAMESPACE] : [];
  return admitted === undefined ? {} : exportedTo(service.namespace, [...namespacesOf(callers), ...gateway]);
}

/**
 * The visibility of rules for ingress gateways. VirtualServices in the namespace of the service, and in those that the gateways
 * name, may delegate.
 */
export function toDelegators({ service, admitted, ingressGateways }: ServiceView): Visibility {
  if (admitted === undefined) return {};
  const delegating = ingressGateways.flatMap(({ routeNamespaces }) => routeNamespaces);
  return exportedTo(service.namespace, [service.namespace, ...delegating]);
}

/** The list of namespaces that see an object. It is never empty, because an empty list would mean everyone. */
function exportedTo(own: string, seers: readonly string[]): Visibility {
  const namespaces = inOrder(seers.map((namespace) => (namespace === own ? '.' : namespace)));
  return { exportTo: namespaces.length === 0 ? ['.'] : namespaces };
}

function namespacesOf(callers: readonly Caller[]): readonly string[] {
  return callers.map(({ namespace }) => namespace);
}

function inOrder(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(compareNames);
}
