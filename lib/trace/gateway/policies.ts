/**
 * Whether the AuthorizationPolicies of an ingress gateway let a request in, before any rule is asked.
 * @module
 */
import { type End, type Flow, onward } from '../flow';
import { arriving } from '../inbound/rule-match';
import { trustDomainsOf } from '../model/mesh-config';
import type { Sender } from '../upstream/connections';
import { gatewayPorts } from './ports';

/** The refusal of a request from outside of the mesh; undefined if the gateway lets it in. */
export function refused(port: number, serverName: string | undefined, sender: Sender, flow: Flow): End | undefined {
  const { site, proxy } = sender;
  const request = arriving(flow.wire, {
    principal: undefined,
    trustDomains: trustDomainsOf(site.cluster.config),
    isHttp: true,
    port: gatewayPorts(sender).ofPods(port) ?? port,
    serverName,
  });
  const { object, path, isAllowed } = site.policies.decide(proxy, request);
  if (isAllowed) return undefined;
  const decided = { kind: 'policy', cluster: proxy.cluster, text: 'denied', object, path } as const;
  return {
    flow: object === undefined ? flow : onward(flow, decided),
    status: 403,
    reason: `The policies of ${proxy.name} in cluster ${proxy.cluster} do not let the request in.`,
    fix: 'Allow requests without an identity, or correct the rule that denies them.',
  };
}
