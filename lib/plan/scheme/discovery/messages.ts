/**
 * Messages about what EndpointDiscovery can write.
 * @module
 */
import { defineMessages } from '../../../errors';

/** Messages about what EndpointDiscovery can write. */
export const DISCOVERY = defineMessages({
  MC095: {
    rule: 'Under EndpointDiscovery, a distribution is "local", "spread" or "failover", not an order of clusters.',
    fix: 'Use "failover", which takes the order from localities, or use SniAddressing.',
  },
  MC096: {
    rule: 'Under EndpointDiscovery, no traffic policy has "outlierDetection": a gateway is one endpoint for all Pods of its cluster.',
    fix: 'Leave it out, or use SniAddressing, which applies "outlierDetection" to Pods only.',
  },
  MC131: {
    rule: 'discoveryPrerequisites gets a plan under EndpointDiscovery. Other schemes need none of its commands.',
    fix: 'Pass what mesh.plan(new EndpointDiscovery()) returned, or leave the call out.',
  },
});
