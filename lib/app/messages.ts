/**
 * Messages about apps.
 * @module
 */
import { defineMessages } from '../errors';

/** Messages about apps. */
export const APPS = defineMessages({
  MC034: {
    rule: 'Each ClusterApp writes into its own folder.',
    fix: 'Give one of them another name, or put the charts of both into one app.',
  },
  MC188: {
    rule: 'The files of an app can be written: nothing else has their names, and their folders are writable.',
    fix: 'Make it writable, or give the app another "outdir".',
  },
});
