/**
 * Messages about how callers treat connections.
 * @module
 */
import { defineMessages } from '../../errors';

/** The fix for a number that is not allowed. */
export const OR_DEFAULT = { fix: "Leave it out for Istio's default." } as const;

/** Messages about how callers treat connections. */
export const TRAFFIC = defineMessages({
  MC110: {
    rule: "The limits of a connectionPool are integers from 1. useClientProtocol: true excludes h2UpgradePolicy: 'UPGRADE'.",
    fix: "Leave it out for Istio's default.",
  },
  MC111: {
    rule: 'A loadBalancer has either a "simple" algorithm or a "consistentHash" over one property of requests. Only ROUND_ROBIN and LEAST_REQUEST have a "warmup".',
    fix: "Write it like { simple: 'ROUND_ROBIN' } or { consistentHash: { httpHeaderName: 'x-user' } }.",
  },
  MC112: {
    rule: 'The counts of outlierDetection are integers from 0, and its percentages are integers from 0 to 100. "consecutiveLocalOriginFailures" needs splitExternalLocalOriginErrors: true.',
    fix: "Write it like { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s' }.",
  },
  MC113: {
    rule: 'A traffic policy, and each object in it, has at least one option.',
    fix: 'Give it an option, or leave it out.',
  },
});
