/**
 * Messages about what EndpointDiscovery can write.
 * @module
 */
import { defineMessages } from '../../../errors';

/** Messages about what EndpointDiscovery can write. */
export const DISCOVERY = defineMessages({
  MC095: {
    rule: "Under EndpointDiscovery, a distribution is 'spread' or 'failover', and no order of clusters.",
    fix: "Use SniAddressing, or leave the order to localities: 'failover'.",
  },
  MC096: {
    rule: 'Under EndpointDiscovery, no traffic policy has "outlierDetection": a gateway is one endpoint for all Pods of its cluster.',
    fix: 'Use SniAddressing, which writes "outlierDetection" for Pods alone, or leave it out.',
  },
});
