/**
 * Messages about apps.
 * @module
 */
import { defineMessages } from '../errors';

/** Messages about apps. */
export const APPS = defineMessages({
  MC034: {
    rule: 'Each ClusterApp writes into a folder of its own.',
    fix: 'Name one of them otherwise, or put the charts of both into one app.',
  },
});
