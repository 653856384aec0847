/**
 * Endpoint discovery: every control plane reads the endpoints of all clusters, and the host of a Service stands for all of them.
 * @module
 */
import { serviceHost } from '../../../istio';
import { DEFAULT_OBJECT } from '../../../mesh';
import { subsetName } from '../../destination';
import { CURRENT } from '../../dialect/current';
import type { RoutedMesh } from '../../routed-mesh';
import { passthroughGateway } from '../../write/passthrough-gateway';
import type { Crossing } from '../crossing';
import { Scheme } from '../scheme';
import { checkKeptSubsets } from './kept-subsets';
import { checkOrders, checkOutlierDetection } from './limits';
import { sharedRule } from './shared-rule';

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
  protected override cross({ mesh }: RoutedMesh): Crossing {
    return {
      dialect: CURRENT,
      issues: [],
      checks: [checkOrders, checkOutlierDetection, checkKeptSubsets],
      localRule: sharedRule,
      // the host stands for all clusters, so callers that stay in their own need its subset
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
