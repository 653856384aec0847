/**
 * The part of the catalogue that is about traffic policy, and about workloads that exist without this library.
 * @module
 */
import type { OldDefinition } from './old';

/** Messages MC110 to MC116. */
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
} as const satisfies Readonly<Record<string, OldDefinition>>;
