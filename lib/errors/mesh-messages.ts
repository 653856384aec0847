/**
 * Messages about a mesh as a whole, and about what is made of its plan.
 * @module
 */
import type { OldDefinition } from './old';

/** Messages MC001 to MC038, and MC086. */
export const MESH_MESSAGES = {
  MC001: {
    title: 'not a DNS label',
    allowed: 'lower-case letters, digits and "-", a letter or digit at both ends',
    fix: 'rename it',
  },
  MC002: {
    title: 'name too long for its object',
    allowed: '63 characters for labels, Services and Gateways, 253 for other objects and hosts',
    fix: 'shorten it; names are never truncated',
  },
  MC003: {
    title: 'cluster added twice',
    allowed: 'one addCluster per cluster name',
    fix: 'remove one, or rename it',
  },
  MC004: {
    title: 'service added twice',
    allowed: 'one addService per service name and namespace',
    fix: 'remove one, or rename it',
  },
  MC005: {
    title: 'version placed twice in one cluster',
    allowed: 'each cluster once per version',
    fix: 'remove the repeated cluster',
  },
  MC006: {
    title: 'two objects with one name',
    allowed: 'one object per kind, namespace and name in a cluster',
    fix: 'rename the service or the version that one of them is named after',
  },
  MC007: {
    title: 'version that runs nowhere',
    allowed: 'at least one version, each in at least one cluster',
    fix: 'list a cluster for it, or remove the version',
  },
  MC008: {
    title: 'unknown version',
    allowed: 'a version that the service declares',
    fix: 'add it to the versions of the service, or name another',
  },
  MC009: {
    title: 'not a value of this mesh',
    allowed: 'what addCluster and addService of the same mesh returned',
    fix: 'pass what addCluster or addService of this mesh returned, not its name',
  },
  MC010: {
    title: 'mesh is sealed',
    allowed: 'additions before the first plan()',
    fix: 'describe the whole mesh first, then plan it',
  },
  MC011: {
    title: 'bad weight',
    allowed: 'an integer from 0 to 1000000',
    fix: 'scale the weights of the rule to integers; they need not sum to 100',
  },
  MC012: {
    title: 'weights of a rule are all 0',
    allowed: 'a sum above 0',
    fix: 'give at least one destination a positive weight',
  },
  MC013: {
    title: 'weights on some destinations only',
    allowed: 'a weight on every destination of a rule, or on none (equal shares)',
    fix: 'give each destination of the rule a weight',
  },
  MC014: {
    title: 'route without rules',
    allowed: 'at least one rule',
    fix: 'add a rule without match, which is the default',
  },
  MC015: {
    title: 'route without a default rule',
    allowed: 'a last rule without match',
    fix: 'add a last rule without match: requests that no rule matches are answered 404',
  },
  MC016: {
    title: 'rule after the default rule',
    allowed: 'the rule without match as the last one',
    fix: 'move the default rule to the end: no request reaches a rule behind it',
  },
  MC017: {
    title: 'rule without destinations',
    allowed: 'at least one destination, or a redirect, or a directResponse',
    fix: 'list a version in "to"',
  },
  MC018: {
    title: 'service routed twice',
    allowed: 'one addRoute per service',
    fix: 'put all rules in one call, in the order in which they are tried',
  },
  MC019: {
    title: 'bad match condition',
    allowed:
      "conditions of HTTPMatchRequest, texts each a StringMatch; header names of letters, digits and !#$%&'*+-.^_`|~; a non-empty prefix",
    fix: 'say what is matched, or leave "match" out for the default rule',
  },
  MC020: {
    title: 'bad port',
    allowed: 'an integer from 1 to 65535',
    fix: 'give the number of the Service port',
  },
  MC021: {
    title: 'bad locality',
    allowed: 'region, region/zone or region/zone/subzone, each of letters, digits, "-", "_" and "."',
    fix: "use the values of the nodes' topology labels",
  },
  MC022: {
    title: 'bad gateway address',
    allowed: 'an IP address, a DNS name, or a placeholder ${NAME}',
    fix: 'give the address of the load balancer of the east-west gateway, without scheme and port',
  },
  MC023: {
    title: 'cluster without a gateway address',
    allowed: 'a gateway for each cluster that others send requests to',
    fix: 'pass gateway: GatewayAddress.parse(…) to its addCluster',
  },
  MC024: {
    title: 'VIP outside the class E range',
    allowed: 'an IPv4 address in 240.0.0.0/4',
    fix: 'choose an unused address such as 240.0.0.3',
  },
  MC025: {
    title: 'VIP in the range that Istio allocates from',
    allowed: '240.0.0.0/4 without 240.240.0.0/16',
    fix: 'choose an address outside 240.240.0.0/16',
  },
  MC026: {
    title: 'VIP used twice',
    allowed: 'an address of its own for each service',
    fix: 'choose another address for one of them',
  },
  MC027: {
    title: 'no VIP for a remote service',
    allowed: 'a VIP for each service that is called across clusters',
    fix: 'add the service to the vips of the scheme',
  },
  MC028: {
    title: 'ServiceEntry host equal to a name of a Service',
    allowed: 'a host that no Service answers to',
    fix: 'choose another domain, such as "global" or "mesh.internal"',
  },
  MC029: {
    title: 'placement that the scheme cannot express',
    allowed: 'under Article2019, each routed version in one cluster only',
    fix: 'use SniAddressing',
  },
  MC030: {
    title: 'one object rendered by two constructs',
    allowed: 'one construct per object and cluster',
    fix: 'remove one of them',
  },
  MC031: {
    title: 'construct without a plan',
    allowed: 'a plan property, or a ClusterApp above it',
    fix: 'pass plan: mesh.plan(…).for(cluster)',
  },
  MC032: {
    title: 'nothing to render',
    allowed: 'a construct for what the plan of its cluster holds',
    fix: 'remove the construct, or describe the call or the placement that needs it',
  },
  MC033: {
    title: 'not a DNS name',
    allowed: 'lower-case labels of letters, digits and "-", joined by "."',
    fix: 'rename it',
  },
  MC034: {
    title: 'two apps in one folder',
    allowed: 'one ClusterApp per name and cluster',
    fix: 'name one of them otherwise, or put both charts into one app',
  },
  MC035: {
    title: 'wrong shape',
    allowed: 'the lists and properties that the types declare',
    fix: 'write it as the types have it',
  },
  MC036: {
    title: 'two clusters with one gateway address',
    allowed: 'a gateway of its own for each cluster; behind one address, ports of their own',
    fix: 'give each cluster the address and port of its own east-west gateway',
  },
  MC037: {
    title: 'plan of another cluster',
    allowed: 'in a ClusterApp, the plan of its own cluster',
    fix: 'leave the plan out, or make a ClusterApp for that cluster',
  },
  MC038: {
    title: 'route that nothing uses',
    allowed: 'a route of a service that something in the mesh calls',
    fix: 'declare the call with calls(), of a service or of an ingress gateway',
  },
  MC086: {
    title: 'name that cannot be written',
    allowed: 'keys of manifests other than "constructor" and "__proto__", which cdk8s cannot write',
    fix: 'rename it',
  },
} as const satisfies Readonly<Record<string, OldDefinition>>;
