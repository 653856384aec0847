/**
 * Least privilege: who sees what is written for the callers of a service.
 * @module
 */
import { ISTIO_NAMESPACE } from '../../istio';
import { type Caller, compareNames } from '../../mesh';
import type { ServiceView } from '../view';

/** Who sees an object; everyone without a list. */
export interface Visibility {
  readonly exportTo?: readonly string[];
}

/** Who sees what callers here need to find a service elsewhere. */
export function toCallers({ service, admitted, callers }: ServiceView): Visibility {
  return admitted === undefined ? {} : exportedTo(service.namespace, callers);
}

/** Who sees the subsets here: the gateway looks them up for callers in other clusters. */
export function toCallersAndGateway({ service, cluster, admitted, callers, exposed }: ServiceView): Visibility {
  const gateway = exposed ? [{ namespace: cluster.gateway?.object?.namespace ?? ISTIO_NAMESPACE }] : [];
  return admitted === undefined ? {} : exportedTo(service.namespace, [...callers, ...gateway]);
}

/** Who sees the rules for ingress gateways: the VirtualService that delegates is beside the gateway or the service. */
export function toDelegators({ service, admitted, ingressGateways }: ServiceView): Visibility {
  const { namespace } = service;
  return admitted === undefined ? {} : exportedTo(namespace, [{ namespace }, ...ingressGateways]);
}

/** The namespaces that see an object; an empty list would mean everyone. */
function exportedTo(own: string, seers: readonly Pick<Caller, 'namespace'>[]): Visibility {
  const namespaces = inOrder(seers.map(({ namespace }) => (namespace === own ? '.' : namespace)));
  return { exportTo: namespaces.length === 0 ? ['.'] : namespaces };
}

function inOrder(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(compareNames);
}
