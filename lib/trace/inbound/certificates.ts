/**
 * Whether the two ends of a connection by mutual TLS of Istio accept each other's certificates.
 * @see https://istio.io/latest/docs/concepts/security/#secure-naming
 * @module
 */
import { failed } from '../failure';
import type { End, Flow } from '../flow';
import { trustDomainsOf } from '../model/mesh-config';
import type { Proxy } from '../model/proxy';
import { principalIn, type Workload } from '../model/workload';
import type { Site } from '../site';

/** The two ends of a connection. */
export interface Ends {
  readonly client: Proxy;
  /** The identities that the client accepts; undefined if it accepts any. */
  readonly accepted: ReadonlySet<string> | undefined;
  readonly server: Pick<Workload, 'name' | 'namespace' | 'serviceAccountName'>;
  /** The cluster of the server. */
  readonly site: Site;
}

/** Why one end does not accept the certificate of the other; undefined if both do. */
export function distrust(ends: Ends, flow: Flow): End | undefined {
  const { client, accepted, server, site } = ends;
  const identity = `spiffe://${principalIn(site.cluster.config.trustDomain, server)}`;
  if (accepted !== undefined && !accepted.has(identity)) return unexpected(identity, accepted, ends, flow);
  return isTrusted(client.trustDomain, site) ? undefined : untrusted(ends, flow);
}

function unexpected(identity: string, accepted: ReadonlySet<string>, ends: Ends, flow: Flow): End {
  return failed(flow, 'UF', {
    reason: `${podsOf(ends)} have the identity ${identity}, but the caller expects ${[...accepted].join(' or ')}.`,
    fix: [...accepted].some((each) => withoutDomain(each) === withoutDomain(identity))
      ? 'Add the trust domain of the Pods to trustDomainAliases in the MeshConfig of the caller’s cluster.'
      : 'Correct the service account of the endpoint or of the Pods, or subjectAltNames.',
  });
}

function withoutDomain(identity: string): string {
  return identity.replace(/^spiffe:\/\/[^/]*/, '');
}

/** Whether Pods of a cluster accept certificates of a trust domain. */
function isTrusted(domain: string, { cluster: { config } }: Site): boolean {
  return [...trustDomainsOf(config), ...config.trusted].includes(domain);
}

function untrusted(ends: Ends, flow: Flow): End {
  const { client, site } = ends;
  return failed(flow, 'UF', {
    reason: `${podsOf(ends)} do not trust the trust domain ${client.trustDomain} of ${client.name}.`,
    fix: `Add ${client.trustDomain} to trustDomainAliases in the MeshConfig of cluster ${site.cluster.name}.`,
  });
}

function podsOf({ server, site }: Ends): string {
  return `The Pods of ${server.name} in cluster ${site.cluster.name}`;
}
