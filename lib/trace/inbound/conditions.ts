/**
 * The conditions of AuthorizationPolicies: what must hold besides the source and the operation.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/security/authz/model/model.go
 * @module
 */
import type { AuthorizationPolicySpec } from '../../istio';
import type { Arriving } from './arriving';
import { isIdentity } from './identities';
import { isHeader, isListed } from './texts';
import { claimed } from './tokens';

/** A condition of a rule. */
export type Condition = NonNullable<NonNullable<AuthorizationPolicySpec['rules']>[number]['when']>[number];

/**
 * Whether a condition holds; undefined if that depends on what manifests do not tell.
 *
 * @param own the namespace of the policy
 */
export function isMet({ key, values, notValues }: Condition, request: Arriving, own: string): boolean | undefined {
  const [, header] = /^request\.headers\[(.+)\]$/.exec(key) ?? [];
  if (header !== undefined) return isListed(request.header(header), values, notValues, isHeader);
  if (key.startsWith('request.auth.')) return claimed(values, notValues, request);
  switch (key) {
    case 'source.principal':
      return isIdentity('principal', [values, notValues], request, own);
    case 'source.namespace':
      return isIdentity('namespace', [values, notValues], request, own);
    case 'source.serviceAccount':
      return isIdentity('serviceAccount', [values, notValues], request, own);
    case 'source.trustDomain':
      return isIdentity('trustDomain', [values, notValues], request, own);
    case 'destination.port':
      return isListed(String(request.port), values, notValues);
    case 'connection.sni':
      return isListed(request.serverName, values, notValues);
    default:
      // addresses, and what filters of Envoy find out
      return undefined;
  }
}
