/**
 * Messages about what is planned, whatever the scheme, and about constructs that are made for a plan.
 * @module
 */
import { defineMessages } from '../errors';

/** Messages about what is planned, whatever the scheme, and about constructs that are made for a plan. */
export const PLAN = defineMessages({
  MC006: {
    rule: 'Each object of a cluster has a kind, namespace and name of its own.',
    fix: 'Rename the service or the version that one of them is named after.',
  },
  MC014: {
    rule: 'A route has at least one rule.',
    fix: 'Add a rule without "match": it is the default.',
  },
  MC015: {
    rule: 'The last rule of a route is a default, without "match".',
    fix: 'Add a last rule without "match": a request that no rule matches is answered with 404.',
  },
  MC016: {
    rule: 'No rule is behind the default rule.',
    fix: 'Move the default rule to the end: no request reaches a rule behind it.',
  },
  MC023: {
    rule: 'A cluster that others send requests to has a gateway address.',
    fix: 'Pass gateway: GatewayAddress.parse(…) to its addCluster.',
  },
  MC030: {
    rule: 'Each object of a cluster is rendered by one construct.',
    fix: 'Remove one of the two constructs.',
  },
  MC031: {
    rule: 'A construct has the plan of a cluster: as its option "plan", or from the ClusterApp above it.',
    fix: 'Pass plan: mesh.plan(…).for(cluster).',
  },
  MC037: {
    rule: 'Constructs in a ClusterApp have the plan of its cluster.',
    fix: 'Leave the plan out, or make a ClusterApp for that cluster.',
  },
  MC038: {
    rule: 'A service that has a route is called by something that obeys it.',
    fix: 'Declare the call with calls(), of a service or of an ingress gateway, or remove the route.',
  },
  MC039: {
    rule: 'Each subset has a name of its own: the version, or "<version>-<cluster>" where pinned, of at most 63 characters.',
    fix: 'Rename the version or the cluster.',
  },
  MC041: {
    rule: 'Some request meets each rule, and each alternative of its match, before any earlier one.',
    fix: 'Move it before what hides it, or remove it.',
  },
  MC092: {
    rule: 'A service that fails over is called where some version runs in several clusters.',
    fix: 'Run the version in another cluster too, or leave "distribution" out.',
  },
  MC093: {
    rule: 'Under failover, each rule to versions in several clusters has retries: the requests that notice a failure are lost without them.',
    fix: "Add retries: { attempts: 5, perTryTimeout: '1s', retryOn: 'idempotent' } to the rule.",
  },
  MC094: {
    rule: 'Under failover to the nearest, each cluster that runs the service or a caller has a locality.',
    fix: 'Pass "locality" to its addCluster, or give the order: { failover: [clusters] }.',
  },
  MC097: {
    rule: "Under failover to the nearest, no cluster is as near to callers as the Pods in their own: no locality is another's or within it.",
    fix: 'Give each cluster a region, or at least a zone, of its own, or give the order: { failover: [clusters] }.',
  },
  MC114: {
    rule: 'A consistent hash is for what runs in the cluster of its callers only.',
    fix: 'Choose a simple load balancer: a gateway does not read requests, so the Pod behind it is chosen per connection.',
  },
  MC125: {
    rule: 'TCP and TLS rules are for clusters where services call: Istio delegates only HTTP rules to ingress gateways.',
    fix: 'Declare that a service there calls it. If the service runs there, you can also list the other clusters in the "from" of each rule.',
  },
  MC127: {
    rule: 'A service that ingress gateways call has at most one HTTP port, as they cannot say which port a request is for.',
    fix: 'Describe each port that is called from outside as a service of its own.',
  },
});
