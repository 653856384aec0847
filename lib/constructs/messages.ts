/**
 * Messages about constructs.
 * @module
 */
import { defineMessages } from '../errors';

/** Messages about constructs. */
export const CONSTRUCTS = defineMessages({
  MC032: {
    rule: 'A construct has something to render in the plan of its cluster.',
    fix: 'Remove the construct, or describe the call or the placement that needs it.',
  },
  MC190: {
    rule: 'Functions that are passed to constructs do not throw.',
    fix: 'Correct the function. "cause" of this error is what it threw.',
  },
  MC187: {
    rule: 'A ClusterChart has no namespace, because each service has its own.',
    fix: 'Pass "namespace" to addService, and put your own objects into a Chart.',
  },
});
