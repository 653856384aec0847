/**
 * The identities that proxies expect of the endpoints of a service.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/push_context.go
 * @module
 */
import type { Cluster } from '../model/cluster';
import type { Service } from '../model/service';
import { principalIn } from '../model/workload';
import { discoveredAtAnyPort } from './discovery';
import { endpointsOf } from './endpoints';

/**
 * The identities of a service's endpoints at any port and in all clusters, and those that a ServiceEntry lists: of several for the
 * host, the youngest one.
 */
export function identitiesIn(service: Service, cluster: Cluster, others: readonly Cluster[]): ReadonlySet<string> {
  const all = cluster.servicesFor(service);
  const ports = new Map([service, ...all].flatMap((each) => each.ports).map((port) => [port.name, port]));
  const endpoints = [
    ...[...ports.values()].flatMap((port) => endpointsOf(service, all, port, cluster)),
    ...others.flatMap((other) => discoveredAtAnyPort(service, cluster, other)),
  ];
  const { trustDomain, trustDomainAliases } = cluster.config;
  const own = endpoints.flatMap(({ serviceAccount: serviceAccountName = '', namespace }) =>
    serviceAccountName === '' ? [] : [`spiffe://${principalIn(trustDomain, { namespace, serviceAccountName })}`],
  );
  const found = [...own, ...((all.at(-1) ?? service).entry?.subjectAltNames ?? [])];
  return new Set(found.flatMap((each) => [each, ...inDomains(each, trustDomainAliases)]));
}

/** An identity in other trust domains. */
function inDomains(identity: string, domains: readonly string[]): readonly string[] {
  return identity.startsWith('spiffe://')
    ? domains.map((domain) => identity.replace(/^spiffe:\/\/[^/]*/, `spiffe://${domain}`))
    : [];
}
