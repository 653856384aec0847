/**
 * Endpoint discovery: every control plane reads the endpoints of all clusters, and the host of a Service stands for all of them.
 * @module
 */
import { CallSite, type ConfigIssue } from '../../../errors';
import { serviceHost, serviceLabel } from '../../../istio';
import { DEFAULT_OBJECT, readHost } from '../../../mesh';
import { IssueLog } from '../../../reading';
import { subsetName } from '../../destination';
import { CURRENT } from '../../dialect/current';
import type { RoutedMesh } from '../../routed-mesh';
import type { VipLedger } from '../../vips/ledger';
import { readVips } from '../../vips/vips-option';
import { passthroughGateway } from '../../write/passthrough-gateway';
import type { Crossing } from '../crossing';
import { Scheme } from '../scheme';
import { checkKeptSubsets } from './kept-subsets';
import { checkOrders, checkOutlierDetection } from './limits';
import { sharedRule } from './shared-rule';

/** Options of EndpointDiscovery. */
export interface EndpointDiscoveryProps {
  /**
   * The domain of hosts across clusters, which this scheme does not have: callers use the hosts of Services. It takes the domain
   * of SniAddressing (MC033), so that you can change the scheme by one word, and writes it nowhere.
   * @default - none
   */
  readonly domain?: string;
  /**
   * Virtual addresses, which this scheme does not need: the addresses of Services are enough. It takes the ledger of
   * SniAddressing (MC035), so that you can change the scheme by one word, and leaves it as it is.
   * @default - none
   */
  readonly vips?: VipLedger;
}

/**
 * Routes across clusters that discover each other's endpoints: a multi-primary mesh on different networks, whose control planes
 * have secrets to read each other's API servers. `discoveryPrerequisites` lists the commands that set this up.
 *
 * Istio finds the gateways itself, so clusters need no gateway address. To callers in other clusters, all Pods of a cluster are
 * one endpoint, without their labels. So an order of clusters (`distribution: { failover: […] }`) is not possible (MC095), and
 * neither is the outlierDetection of a service (MC096), which would eject that endpoint for the errors of one Pod.
 *
 * @example
 * const plan = mesh.plan(new EndpointDiscovery());
 * @see https://istio.io/latest/docs/setup/install/multicluster/multi-primary_multi-network/
 */
export class EndpointDiscovery extends Scheme {
  private readonly issues: readonly ConfigIssue[];

  constructor(props: EndpointDiscoveryProps = {}) {
    super();
    const log = new IssueLog();
    const { domain, vips } = log.part('EndpointDiscovery', props, CallSite.here()).options(['domain', 'vips']);
    if (domain.isGiven) readHost(domain);
    const ledger = readVips(vips);
    this.issues = [...log.issues, ...(ledger?.issues ?? [])];
  }

  protected override cross({ mesh }: RoutedMesh): Crossing {
    return {
      dialect: CURRENT,
      issues: this.issues,
      checks: [checkOrders, checkOutlierDetection, checkKeptSubsets],
      localRule: sharedRule,
      // Kubernetes never empties the EndpointSlices of a Service that loses its selector, and the host stands for them too. So
      // if the last Pods move to other clusters, callers would still be sent to their addresses.
      emptySelector: ({ name }) => serviceLabel(name),
      // the host stands for all clusters, so callers that stay in their own need its subset
      keepsBySubset: true,
      destination: (service, { version, cluster, keptIn }) => {
        const subset = subsetName({ version, cluster: cluster ?? keptIn });
        return { host: serviceHost(service), ...(subset !== undefined && { subset }) };
      },
      gateway: ({ gateway }, exposed) => {
        const object = gateway === undefined ? DEFAULT_OBJECT : gateway.object;
        return object && passthroughGateway(mesh.name, object, exposed);
      },
    };
  }
}
