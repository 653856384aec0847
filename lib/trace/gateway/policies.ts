/**
 * Whether the AuthorizationPolicies of a gateway let a request or a connection in, before any rule is asked.
 * @module
 */
import { failed } from '../failure';
import { type End, type Flow, onward } from '../flow';
import { arriving } from '../inbound/rule-match';
import { trustDomainsOf } from '../model/mesh-config';
import type { Sender } from '../upstream/connection';

/** What a gateway knows of a connection. */
interface Known {
  readonly port: number;
  readonly principal: string | undefined;
  readonly serverName: string | undefined;
  readonly isHttp: boolean;
  /** Whether it goes on in the TLS of proxies, which is not open yet. */
  readonly isSealed: boolean;
}

/** The refusal of what comes to a gateway; undefined if it is let in. */
export function refused(known: Known, { site, proxy }: Sender, flow: Flow): End | undefined {
  const { isSealed, ...facts } = known;
  const request = arriving(flow.wire, { ...facts, trustDomains: trustDomainsOf(site.cluster.config) });
  const { object, path, isAllowed } = site.policies.decide(proxy, request);
  if (isAllowed) return undefined;
  const decided = { kind: 'policy', cluster: proxy.cluster, text: 'denied', object, path } as const;
  const at = object === undefined ? flow : onward(flow, decided);
  const reason = `The policies of ${proxy.name} in cluster ${proxy.cluster} do not let the request in.`;
  const fix = 'Allow requests without an identity, or correct the rule that denies them.';
  return known.isHttp ? { flow: at, status: 403, reason, fix } : failed(at, isSealed ? 'UF' : 'UC', { reason, fix });
}
