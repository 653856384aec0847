/**
 * Messages about what rules match and do.
 * @module
 */
import { defineMessages } from '../../errors';

/** Messages about what rules match and do. */
export const RULES = defineMessages({
  MC042: {
    rule: 'Each cluster in "from" of a rule runs a caller of the service; for TCP and TLS rules, other than an ingress gateway.',
    fix: 'Remove the cluster from "from", or declare the call with calls().',
  },
  MC050: {
    rule: 'A fault is a delay, an abort with one status, or both.',
    fix: 'Say what goes wrong.',
  },
  MC051: {
    rule: 'A percentage is 0, or a number from 0.0001 to 100.',
    fix: 'Give the percentage of requests.',
  },
  MC052: {
    rule: 'Retries have "attempts", "retryOn" and a "perTryTimeout" below the timeout of the rule, or are { attempts: 0 } alone.',
    fix: "Write retries like { attempts: 3, perTryTimeout: '1s', retryOn: 'safe' }.",
  },
});
