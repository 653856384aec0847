/**
 * Messages about how callers treat connections.
 * @module
 */
import { defineMessages } from '../../errors';

/** What to do with a number that is not allowed. */
export const OR_DEFAULT = { fix: "Leave it out for Istio's default." } as const;

/** Messages about how callers treat connections. */
export const TRAFFIC = defineMessages({
  MC110: {
    rule: 'Limits of a connectionPool are integers from 1, and "useClientProtocol" goes without h2UpgradePolicy: \'UPGRADE\'.',
    fix: 'Leave out what should have no limit.',
  },
  MC111: {
    rule: 'A loadBalancer has a "simple" algorithm or a "consistentHash", which tells requests by one thing. "warmup" goes with ROUND_ROBIN and LEAST_REQUEST.',
    fix: "Write it like { simple: 'ROUND_ROBIN' } or { consistentHash: { httpHeaderName: 'x-user' } }.",
  },
  MC112: {
    rule: 'Counts of outlierDetection are integers from 0, percentages integers from 0 to 100, and failing connections are counted with splitExternalLocalOriginErrors: true.',
    fix: "Write it like { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s' }.",
  },
  MC113: {
    rule: 'A traffic policy, and each object in it, has at least one option.',
    fix: 'Give it an option, or leave it out.',
  },
});
