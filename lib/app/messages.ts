/**
 * Messages about apps.
 * @module
 */
import { defineMessages } from '../errors';

/** Messages about apps. */
export const APPS = defineMessages({
  MC034: {
    rule: 'Each ClusterApp writes into its own folder, which holds one mesh.',
    fix: 'Give one of them another name, or put the charts of both into one app.',
  },
  MC150: {
    rule: 'The clusters that are written together include every cluster that they send requests to.',
    fix: 'Pass an app for each of "clusters" of the plan of the mesh. To write a single cluster, call synth() of its app.',
  },
  MC193: {
    rule: 'While a run writes into the folder of an app, no other run does.',
    fix: 'Run one after another, or give each its own "outdir".',
  },
  MC188: {
    rule: 'The files of an app can be written: nothing else has their names, their folders are writable, and the disk has space.',
    fix: 'Make it writable, or give the app another "outdir".',
  },
});
