/**
 * The identities that proxies expect of the endpoints of a service.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/push_context.go
 * @module
 */
import type { MeshConfig } from '../model/mesh-config';
import type { Service } from '../model/service';
import { principalIn } from '../model/workload';
import type { Endpoint } from './endpoint';

/**
 * The identities of a service's endpoints at any port and in all clusters, and those that a ServiceEntry lists: of several for the
 * host, the youngest one.
 */
export function identitiesOf(
  endpoints: readonly Endpoint[],
  { entry }: Service,
  { trustDomain, trustDomainAliases }: MeshConfig,
): ReadonlySet<string> {
  const own = endpoints.flatMap(({ serviceAccount: serviceAccountName = '', namespace }) =>
    serviceAccountName === '' ? [] : [`spiffe://${principalIn(trustDomain, { namespace, serviceAccountName })}`],
  );
  const found = [...own, ...(entry?.subjectAltNames ?? [])];
  return new Set(found.flatMap((each) => [each, ...inDomains(each, trustDomainAliases)]));
}

/** An identity in other trust domains. */
function inDomains(identity: string, domains: readonly string[]): readonly string[] {
  return identity.startsWith('spiffe://')
    ? domains.map((domain) => identity.replace(/^spiffe:\/\/[^/]*/, `spiffe://${domain}`))
    : [];
}
