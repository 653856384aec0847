/**
 * Least privilege: who is let in to a service, and who sees what is written for its callers.
 * @module
 */
import {
  APP,
  type AuthorizationPolicySpec,
  ISTIO_NAMESPACE,
  MULTICLUSTER_SERVICE,
  type PeerAuthenticationSpec,
  principalOf,
  type SpecifiedResource,
} from '../istio';
import { type Caller, compareNames } from '../mesh';
import type { ServiceView } from './view';

/** What lets in the callers of a service, and nobody else. */
export interface PoliciesPlan {
  /** Who is let in. */
  readonly authorizationPolicy: SpecifiedResource<'AuthorizationPolicy', AuthorizationPolicySpec>;
  /** That nothing comes in as plain text. */
  readonly peerAuthentication: SpecifiedResource<'PeerAuthentication', PeerAuthenticationSpec>;
}

/** The policies of a service where it runs; undefined where it does not, and where everyone is let in. */
export function policiesOf({ service, versionsHere, admitted }: ServiceView): PoliciesPlan | undefined {
  if (admitted === undefined || versionsHere.length === 0) return undefined;
  const { name, namespace } = service;
  const object = { apiVersion: 'security.istio.io/v1', metadata: { name, namespace } };
  // by Pods, as the namespace may hold others than those of the mesh
  const selector = { matchLabels: { [service.workloads === 'existing' ? MULTICLUSTER_SERVICE : APP]: name } };
  const principals = inOrder(admitted.map(principalOf));
  return {
    authorizationPolicy: {
      ...object,
      kind: 'AuthorizationPolicy',
      spec: {
        selector,
        action: 'ALLOW',
        ...(principals.length > 0 && { rules: [{ from: [{ source: { principals } }] }] }),
      },
    },
    peerAuthentication: { ...object, kind: 'PeerAuthentication', spec: { selector, mtls: { mode: 'STRICT' } } },
  };
}

/** Who sees an object; everyone without a list. */
export interface Visibility {
  readonly exportTo?: readonly string[];
}

/** That of what callers here need to find a service elsewhere. */
export function toCallers({ service, admitted, callers }: ServiceView): Visibility {
  return admitted === undefined ? {} : exportedTo(service.namespace, callers);
}

/** That of the subsets here: the gateway looks them up for the callers of other clusters. */
export function toCallersAndGateway({ service, cluster, admitted, callers, exposed }: ServiceView): Visibility {
  const gateway = exposed ? [{ namespace: cluster.gateway?.object?.namespace ?? ISTIO_NAMESPACE }] : [];
  return admitted === undefined ? {} : exportedTo(service.namespace, [...callers, ...gateway]);
}

/** That of the rules for ingress gateways: their owner's VirtualService is beside them, or beside the service. */
export function toDelegators({ service, admitted, ingressGateways }: ServiceView): Visibility {
  const { namespace } = service;
  return admitted === undefined ? {} : exportedTo(namespace, [{ namespace }, ...ingressGateways]);
}

/** An empty list would be everyone. */
function exportedTo(own: string, seers: readonly Pick<Caller, 'namespace'>[]): Visibility {
  const namespaces = inOrder(seers.map(({ namespace }) => (namespace === own ? '.' : namespace)));
  return { exportTo: namespaces.length === 0 ? ['.'] : namespaces };
}

function inOrder(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(compareNames);
}
