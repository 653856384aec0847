/**
 * Whether the AuthorizationPolicies of a gateway let a request or a connection in, before any rule is asked.
 * @module
 */
import { failed } from '../failure';
import { type End, type Flow, onward } from '../flow';
import { arriving } from '../inbound/arriving';
import { findOut, verdictOf } from '../inbound/verdict';
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

/** What goes on from a gateway, or its refusal of what comes to it. */
export function admitted(known: Known, { site, proxy }: Sender, flow: Flow): Flow | End {
  const { isSealed, ...facts } = known;
  const request = arriving(flow.wire, { ...facts, trustDomains: trustDomainsOf(site.cluster.config) });
  const decision = site.policies.decide(proxy, request);
  const { isAllowed, doubt } = decision;
  if (isAllowed && doubt === undefined) return flow;
  const verdict = verdictOf(decision, proxy.cluster);
  const at = verdict === undefined ? flow : onward(flow, verdict);
  if (isAllowed) return at;
  const reason = `The policies of ${proxy.name} in cluster ${proxy.cluster} do not let the request in.`;
  const fix =
    doubt === undefined ? 'Allow requests without an identity, or correct the rule that denies them.' : findOut(doubt);
  return known.isHttp ? { flow: at, status: 403, reason, fix } : failed(at, isSealed ? 'UF' : 'UC', { reason, fix });
}
