/**
 * The part of the catalogue that is about traffic policy, and about workloads that exist without this library.
 * @module
 */
import type { OldDefinition } from './old';

/** Messages MC110 to MC124. */
export const WORKLOAD_MESSAGES = {
  MC110: {
    title: 'bad connection pool',
    allowed: 'tcp, http or both, with numbers that are integers from 1 to 2147483647',
    fix: 'leave out what should have no limit: Istio takes 0 for that, too',
  },
  MC111: {
    title: 'bad load balancer',
    allowed: 'simple, consistentHash or neither; warmup without consistentHash and RANDOM',
    fix: "write it as { simple: 'ROUND_ROBIN' } or { consistentHash: { httpHeaderName: 'x-user' } }",
  },
  MC112: {
    title: 'bad outlier detection',
    allowed: 'counts as integers from 0, percentages as integers from 0 to 100',
    fix: "write it as { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s' }",
  },
  MC113: {
    title: 'traffic policy that says nothing',
    allowed: 'at least one of connectionPool, loadBalancer and outlierDetection; nothing in them empty',
    fix: 'say something in it, or leave it out',
  },
  MC114: {
    title: 'consistent hash across clusters',
    allowed: 'consistentHash for what runs in the cluster of its callers only',
    fix: 'choose a simple load balancer: a gateway does not read requests, so the Pod behind it is chosen per connection',
  },
  MC115: {
    title: 'unknown origin',
    allowed: "'generated' or 'existing'",
    fix: "write 'existing' for what is made elsewhere",
  },
  MC116: {
    title: 'existing workloads without a service account',
    allowed: 'the name of the ServiceAccount that the Pods run as; "default" for Pods that name none',
    fix: 'pass serviceAccountName to its addService: callers in other clusters answer 503 for Pods of another identity',
  },
  MC117: {
    title: 'existing workloads without their Service',
    allowed: 'in one app, a Service of the name and namespace of the service, or none of its workloads either',
    fix: 'add the Service to the app, or rename it',
  },
  MC118: {
    title: 'bad selector of an existing Service',
    allowed: 'labels that the Pods of every version have, and no other Pods',
    fix: 'select by a label such as app; in cdk8s-plus: selector: Pods.select(scope, id, { labels: { app: … } })',
  },
  MC119: {
    title: 'bad port of an existing Service',
    allowed: 'each port of the service, whose name begins with its protocol, or which has it as appProtocol',
    fix: 'write the port as { name: "http", port: … }, or as its "ports" have it',
  },
  MC120: {
    title: 'version without an existing workload',
    allowed: 'for each version in the cluster, Pods that the Service selects with a label "version" of that value',
    fix: 'label the Pods, or remove the cluster from the version; in cdk8s-plus: podMetadata: { labels: { … } }',
  },
  MC121: {
    title: 'existing workload that its Service does not select',
    allowed: 'Pods that have all labels of the selector of their Service',
    fix: 'label the Pods, or select them by labels that they have; in cdk8s-plus: podMetadata: { labels: { … } }',
  },
  MC122: {
    title: 'existing Pods without labels that route to them',
    allowed: 'what podLabels of the plan of the service has for their version',
    fix: 'add the labels to the template of the Pods; in cdk8s-plus: podMetadata: { labels: { … } }',
  },
  MC123: {
    title: 'existing Pods of no version',
    allowed: 'on Pods that the Service selects, a label "version" that is a version of the service in the cluster',
    fix: 'correct the label, or list the cluster for the version in addService',
  },
  MC124: {
    title: 'existing Pods under another service account',
    allowed: 'the serviceAccountName of the service',
    fix: 'run the Pods as it, or pass theirs to addService: callers in other clusters answer 503 for Pods of another identity',
  },
} as const satisfies Readonly<Record<string, OldDefinition>>;
