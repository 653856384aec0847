/**
 * The part of the catalogue that is about east-west gateways.
 * @module
 */
import type { OldDefinition } from './old';

/** Messages MC070 to MC075, and MC126. */
export const GATEWAY_MESSAGES = {
  MC070: {
    title: 'gateway without an address',
    allowed: 'at least one address',
    fix: 'list a GatewayAddress, or leave the gateway out of a cluster that no other calls',
  },
  MC071: {
    title: 'one address twice in a gateway',
    allowed: 'each address once',
    fix: 'remove the repeated address',
  },
  MC072: {
    title: 'bad selector of a gateway',
    allowed: 'at least one label of its Pods, with keys and values of Kubernetes labels; none would select every proxy',
    fix: "give labels that the gateway's Pods have and no other Pod has",
  },
  MC073: {
    title: 'unknown exposure of a gateway',
    allowed: '"exact", for a Gateway with exactly the services that are called, and "stock", for Istio\'s own',
    fix: 'name one of them',
  },
  MC074: {
    title: 'option of a Gateway that is not written',
    allowed: 'serverPort, selector and namespace with exposure "exact" only',
    fix: "remove it: Istio's stock Gateway has its own, and no other may be written beside it",
  },
  MC075: {
    title: 'several gateway addresses beside local Pods',
    allowed: 'one address for a cluster with which callers in another share a version',
    fix: 'give it one address, such as that of a load balancer: each would take the share of a cluster, as Pods cannot be weighted',
  },
  MC126: {
    title: 'load balancer that does not keep to weights',
    allowed:
      "'ROUND_ROBIN' where the gateways of the clusters that serve a version have different numbers of addresses",
    fix: 'leave "simple" out for that version, or give each of the gateways as many addresses, such as one of a load balancer',
  },
} as const satisfies Readonly<Record<string, OldDefinition>>;
