/**
 * The part of the catalogue that is about which of several clusters serve a version.
 * @module
 */
import type { OldDefinition } from './old';

/** Messages MC039 and MC090 to MC097. */
export const DISTRIBUTION_MESSAGES = {
  MC039: {
    title: 'subset that is no name of its own',
    allowed: 'subsets named as versions, or "<version>-<cluster>" where pinned: at most 63 characters, each once',
    fix: 'rename the version or the cluster',
  },
  MC090: {
    title: 'destination in a cluster that does not run the version',
    allowed: 'a cluster that runs the version',
    fix: 'name another cluster, or leave it out for all that run the version',
  },
  MC091: {
    title: 'bad distribution',
    allowed: "'spread', 'failover', or { failover: [clusters] } with every cluster that runs the service, each once",
    fix: 'list the clusters in the order in which they are to be tried',
  },
  MC092: {
    title: 'failover with nowhere to go',
    allowed: 'failover where some callers are sent to a version that runs in several clusters',
    fix: 'run the version in another cluster too, or leave "distribution" out',
  },
  MC093: {
    title: 'failover without retries',
    allowed: 'retries with a perTryTimeout on each rule whose version runs in several clusters',
    fix: "add retries: { attempts: 5, perTryTimeout: '1s', retryOn: 'idempotent' } to the rule; to a service without a route, add one",
  },
  MC094: {
    title: 'failover to the nearest without localities',
    allowed: 'a locality for each cluster that runs the service or a caller of it',
    fix: 'pass locality to its addCluster, or give the order: { failover: [clusters] }',
  },
  MC095: {
    title: 'order of clusters under endpoint discovery',
    allowed: "'spread' or 'failover'",
    fix: "use SniAddressing, or leave the order to localities: 'failover'",
  },
  MC096: {
    title: 'outlierDetection under endpoint discovery',
    allowed: 'connectionPool and loadBalancer; a gateway is one endpoint for all Pods of its cluster',
    fix: 'use SniAddressing, which writes outlierDetection for Pods alone, or leave it out',
  },
  MC097: {
    title: 'failover to the nearest where another cluster may be as near as Pods here',
    allowed: 'localities of which none is the same as another or within it, such as a region for each cluster',
    fix: 'give each cluster a region, or at least a zone, of its own, or give the order: { failover: [clusters] }',
  },
} as const satisfies Readonly<Record<string, OldDefinition>>;
