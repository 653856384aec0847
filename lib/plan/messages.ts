/**
 * Messages about plans of any scheme, and about constructs that need a plan.
 * @module
 */
import { defineMessages } from '../errors';

/** Messages about plans of any scheme, and about constructs that need a plan. */
export const PLAN = defineMessages({
  MC006: {
    rule: 'No two objects of a cluster have the same kind, namespace and name.',
    fix: 'Rename the service or the version that gives one of them its name.',
  },
  MC014: {
    rule: 'A route has at least one rule.',
    fix: 'Add a rule without "match" as the default.',
  },
  MC015: {
    rule: 'A route ends with a default rule, which has no "match".',
    fix: 'Add a last rule without "match". Otherwise, a request that matches no rule is answered with 404.',
  },
  MC016: {
    rule: 'No rule comes after the default rule.',
    fix: 'Move the default rule to the end: no request gets past it.',
  },
  MC023: {
    rule: 'A cluster that other clusters send requests to has a gateway address.',
    fix: 'Pass gateway: GatewayAddress.parse(…) to addCluster.',
  },
  MC030: {
    rule: 'Only one construct renders each object of a cluster.',
    fix: 'Remove one of the two constructs.',
  },
  MC153: {
    rule: 'Services and callers whose Pods need a sidecar are not in the namespaces of Kubernetes, in which Istio injects none.',
    fix: 'Put it into another namespace, or leave it out of the mesh.',
  },
  MC191: {
    rule: 'Under leastPrivilege, no service is in the root namespace of Istio, "istio-system". There, an AuthorizationPolicy applies to Pods in all namespaces, and Istio ignores a PeerAuthentication with a selector.',
    fix: 'Put the service into another namespace, or leave it out of the mesh.',
  },
  MC031: {
    rule: 'A construct has the plan of a cluster, from its option "plan" or from the ClusterApp above it.',
    fix: 'Pass plan: mesh.plan(…).for(cluster).',
  },
  MC037: {
    rule: 'Constructs in a ClusterApp have the plan of its cluster.',
    fix: 'Leave the plan out, or make a ClusterApp for that cluster.',
  },
  MC038: {
    rule: 'Something calls each service that has a route, and obeys the route.',
    fix: 'Declare the call with calls() of a service or another caller, or remove the route.',
  },
  MC039: {
    rule: 'No two subsets have the same name. A subset is named after its version, or "<version>-<cluster>" if the destination is in one cluster. A subset for callers that stay in their cluster, at any version, is named after the cluster.',
    fix: 'Rename the version or the cluster.',
  },
  MC041: {
    rule: 'For each rule, and each alternative of its match, there is a request that no earlier one takes.',
    fix: 'Move it up, or remove it.',
  },
  MC092: {
    rule: 'If a service fails over, some callers are sent to a version that runs in several clusters.',
    fix: 'Run the version in another cluster too, leave "to" out of its rule to use any version, or leave "distribution" out.',
  },
  MC093: {
    rule: 'Under failover, each rule to versions in several clusters has retries. Without them, the requests that first meet the failure are lost.',
    fix: "Give each rule to versions in several clusters retries: { attempts: 5, perTryTimeout: '1s', retryOn: 'idempotent' }.",
  },
  MC094: {
    rule: 'Under failover to the nearest, each cluster that runs the service or a caller has a locality.',
    fix: 'Pass "locality" to addCluster, or list the order: { failover: [clusters] }.',
  },
  MC097: {
    rule: 'Under failover to the nearest, callers are nearer to their own cluster than to any other: no locality equals another one or is within it.',
    fix: 'Give each cluster its own region or zone, or list the order: { failover: [clusters] }.',
  },
  MC183: {
    rule: 'Under failover to the nearest, the clusters that can answer are not all equally far from callers whose own cluster cannot. Otherwise, they would share the requests.',
    fix: 'Under SniAddressing, list the order: { failover: [clusters] }. Or use "spread". If one of the clusters is nearer, correct the localities.',
  },
  MC114: {
    rule: 'A consistent hash is only for versions that run in the cluster of their callers.',
    fix: 'Choose a simple load balancer: a gateway does not read requests, so it chooses a Pod per connection.',
  },
  MC125: {
    rule: 'TCP and TLS rules are only for clusters where services call: Istio delegates only HTTP rules to ingress gateways.',
    fix: 'Declare that a service in that cluster calls it. If it runs there, you can instead list the other clusters in "from" of each rule.',
  },
  MC185: {
    rule: 'Labels and annotations for every object change nothing that Kubernetes, Istio or this library does.',
    fix: 'Leave it out, or set it only on the objects that it is for.',
  },
  MC186: {
    rule: 'Labels and annotations for every object have keys and values that Kubernetes accepts.',
    fix: 'Write them as { key: value }.',
  },
  MC127: {
    rule: 'A service that ingress gateways call has at most one HTTP port, because a gateway cannot say which port a request is for.',
    fix: 'Describe each port that is called from outside as a separate service.',
  },
  MC166: {
    rule: 'The versions of a service differ in more than upper case and special characters, because their subsets are named in lower case with "-".',
    fix: 'Rename one of the two.',
  },
  MC161: {
    rule: 'Something calls each external service.',
    fix: 'Declare the call with calls() of a service or another caller, or remove the external service.',
  },
  MC162: {
    rule: 'External services without "addresses" that callers in one namespace use have different TCP ports.',
    fix: 'Give both their IP addresses in "addresses".',
  },
  MC163: {
    rule: 'The conditions "sourceNamespace" and "sourceLabels" of a match fit a declared caller. An exact "authority" that names the service has the port that callers send: none for port 80, and otherwise the port of the service.',
    fix: 'Write what a caller has, or declare the call with calls().',
  },
  MC180: {
    rule: 'If a cluster has "ipFamilies", each gateway that its callers need has an address in one of them, or a DNS name.',
    fix: 'Give the gateway another address, or add the IP family if Pods in the cluster of the callers reach it.',
  },
});
