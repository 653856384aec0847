/**
 * Messages about what SniAddressing can write.
 * @module
 */
import { defineMessages } from '../../../errors';

/** Messages about what SniAddressing can write. */
export const SNI = defineMessages({
  MC028: {
    rule: 'The host that a service has across clusters is not a name of a Service.',
    fix: 'Choose another domain, such as "global" or "mesh.internal".',
  },
  MC075: {
    rule: 'A cluster that shares a version with the Pods beside its callers has one gateway address.',
    fix: "Give that gateway one address, such as a load balancer's: each address takes the share of a cluster, as Pods cannot be weighted.",
  },
  MC105: {
    rule: 'A service that is called across clusters by TCP or TLS needs a virtual address.',
    fix: "Pass vips: VipLedger.parse(…) to the scheme, and write the ledger's toText() back.",
  },
  MC126: {
    rule: "Where gateways of the clusters that serve a version have different numbers of addresses, the load balancer is 'ROUND_ROBIN'.",
    fix: 'Leave "simple" out for that version, or give each of the gateways as many addresses.',
  },
});
