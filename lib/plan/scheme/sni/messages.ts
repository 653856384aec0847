/**
 * Messages about what SniAddressing can write.
 * @module
 */
import { defineMessages } from '../../../errors';

/** Messages about what SniAddressing can write. */
export const SNI = defineMessages({
  MC028: {
    rule: 'The host of a service across clusters differs from the names of Services.',
    fix: 'Choose another domain, such as "global" or "mesh.internal".',
  },
  MC075: {
    rule: 'If a version is spread over the cluster of its callers and another cluster, the other cluster has one gateway address.',
    fix: "Give the gateway one address, such as a load balancer's. With more addresses, the cluster would get more than its share of requests.",
  },
  MC105: {
    rule: 'A service that is called across clusters by TCP or TLS needs a virtual address.',
    fix: "Pass vips: VipLedger.parse(…) to the scheme, and write the ledger's toText() back.",
  },
  MC128: {
    rule: 'Under an order of clusters, a gateway that serves beside local Pods has IP addresses. By DNS, Istio cannot put Pods and gateways in order.',
    fix: 'Give it IP addresses, name a "cluster" in each destination, or use "failover", which takes the order from localities.',
  },
  MC126: {
    rule: 'If the gateways of the clusters that serve a version have different numbers of addresses, the load balancer is "ROUND_ROBIN".',
    fix: 'Leave "simple" out for that version, or give the gateways equal numbers of addresses.',
  },
});
