/**
 * Least privilege: who is let in to a service.
 * @module
 */
import {
  APP,
  type AuthorizationPolicySpec,
  MULTICLUSTER_SERVICE,
  type PeerAuthenticationSpec,
  principalOf,
  type SpecifiedResource,
} from '../../istio';
import { compareNames } from '../../mesh';
import type { ServiceView } from '../view';

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
  // a policy for the namespace would be in force for Pods that the mesh knows nothing of
  const selector = { matchLabels: { [service.workloads === 'existing' ? MULTICLUSTER_SERVICE : APP]: name } };
  const principals = [...new Set(admitted.map(principalOf))].sort(compareNames);
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
