/**
 * What policies say about the identity of a caller.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/security/authz/model/generator.go
 * @module
 */
import { isListed } from './texts';
import { domainsMeant, principalsMeant } from './trust-domains';

type Texts = readonly string[] | undefined;

/** A caller, and the trust domains of the Pod that it calls. */
interface Caller {
  /** `cluster.local/ns/shop/sa/web`; undefined if it shows no identity. */
  readonly principal: string | undefined;
  readonly trustDomains: readonly string[];
}

/** What a policy can ask about an identity. */
export type Asked = 'principal' | 'namespace' | 'serviceAccount' | 'trustDomain';

/**
 * Whether an identity is among some, and not among others.
 *
 * @param own the namespace of the policy, which service accounts have that name none
 */
export function isIdentity(
  asked: Asked,
  [values, notValues]: readonly [Texts, Texts],
  { principal, trustDomains }: Caller,
  own: string,
): boolean {
  switch (asked) {
    case 'principal':
      return isListed(principal, principalsMeant(values, trustDomains), principalsMeant(notValues, trustDomains));
    case 'namespace':
      return isListed(principal, values, notValues, isInNamespace);
    case 'serviceAccount':
      return isListed(principal, values, notValues, (each, text) => hasServiceAccount(each, text, own));
    case 'trustDomain':
      return isListed(
        principal?.split('/')[0],
        domainsMeant(values, trustDomains),
        domainsMeant(notValues, trustDomains),
      );
  }
}

/** Compares with a namespace, in which `*` may stand anywhere. */
function isInNamespace(pattern: string, principal: string): boolean {
  const namespace = pattern.split('*').map(escaped).join('.*');
  return new RegExp(`^.*/ns/${namespace}/.*$`).test(principal);
}

/** Compares with a service account, which may name its namespace. */
function hasServiceAccount(wanted: string, principal: string, own: string): boolean {
  return principal.endsWith(`/ns/${wanted.includes('/') ? wanted.replace('/', '/sa/') : `${own}/sa/${wanted}`}`);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
