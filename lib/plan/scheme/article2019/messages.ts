/**
 * Messages about what Article2019 can write.
 * @module
 */
import { defineMessages } from '../../../errors';

/** Messages about what Article2019 can write. */
export const ARTICLE = defineMessages({
  MC024: {
    rule: 'A VIP is an IPv4 address in 240.0.0.0/4.',
    fix: 'Choose an unused address such as 240.0.0.3.',
  },
  MC025: {
    rule: 'A VIP is outside 240.240.0.0/16, where Istio allocates addresses.',
    fix: 'Choose an address outside 240.240.0.0/16.',
  },
  MC026: {
    rule: 'No two services have the same VIP.',
    fix: 'Choose another address for one of them.',
  },
  MC027: {
    rule: 'Under Article2019, each service that is called across clusters has a VIP.',
    fix: 'Add the service to "vips" of the scheme.',
  },
  MC029: {
    rule: 'Under Article2019, each routed version runs in one cluster only.',
    fix: 'Use SniAddressing.',
  },
  MC065: {
    rule: 'Under Article2019, a service has one HTTP port, whose targetPort has the same number.',
    fix: 'Use SniAddressing.',
  },
  MC085: {
    rule: 'Least privilege needs SniAddressing or EndpointDiscovery.',
    fix: 'Use SniAddressing or EndpointDiscovery, or leave "leastPrivilege" out.',
  },
  MC164: {
    rule: 'Article2019 writes no objects for external services.',
    fix: 'Use SniAddressing or EndpointDiscovery.',
  },
});
