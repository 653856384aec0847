/**
 * Least privilege: the policies that let callers in to a service.
 * @module
 */
import {
  APP,
  type AuthorizationPolicySpec,
  type PeerAuthenticationSpec,
  principalOf,
  serviceLabel,
  type SpecifiedResource,
} from '../../istio';
import { compareNames } from '../../mesh';
import { settled } from '../settled';
import type { ServiceView } from '../view';

/** The policies that let in the callers of a service, and nobody else. */
export interface PoliciesPlan {
  /** Lets in the callers by their identities. */
  readonly authorizationPolicy: SpecifiedResource<'AuthorizationPolicy', AuthorizationPolicySpec>;
  /** Refuses plain text. */
  readonly peerAuthentication: SpecifiedResource<'PeerAuthentication', PeerAuthenticationSpec>;
}

/** The policies of a service in a cluster. Undefined if it does not run there, or everyone is let in. */
export function policiesOf({ service, versionsHere, admitted }: ServiceView): PoliciesPlan | undefined {
  if (admitted === undefined || versionsHere.length === 0) return undefined;
  const { name, namespace } = service;
  const object = { apiVersion: 'security.istio.io/v1', metadata: { name, namespace } };
  // without a selector, the policy would also apply to Pods that do not belong to the mesh
  const selector = { matchLabels: service.workloads === 'existing' ? serviceLabel(name) : { [APP]: name } };
  const principals = [...new Set(admitted.map(principalOf))].sort(compareNames);
  return {
    authorizationPolicy: settled({
      ...object,
      kind: 'AuthorizationPolicy',
      spec: {
        selector,
        action: 'ALLOW',
        ...(principals.length > 0 && { rules: [{ from: [{ source: { principals } }] }] }),
      },
    }),
    peerAuthentication: settled({
      ...object,
      kind: 'PeerAuthentication',
      spec: { selector, mtls: { mode: 'STRICT' } },
    }),
  };
}
