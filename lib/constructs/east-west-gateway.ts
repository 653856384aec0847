/**
 * The Gateway that lets other clusters into a cluster.
 * @module
 */
import type { Construct } from 'constructs';
import { checkedScope, type ClusterPlan, type PlannedProps, planOf } from '../plan';
import { nothingToRender, PlannedConstruct, render } from './planned-construct';
import { asPlanned, type Rendering } from './planned-object';

/**
 * The Gateway through which other clusters reach exactly the services that they call, in the mode AUTO_PASSTHROUGH.
 * `addCluster` sets its port, its namespace and its selector. The defaults are 15443, istio-system and
 * `istio: eastwestgateway`.
 *
 * The plan of a cluster has one if other clusters send requests to it, and Istio's stock Gateway for `*.local` does not let them
 * in (MC032). A proxy with both Gateways rejects its listener.
 *
 * @example
 * new EastWestGateway(chart, 'east-west', { plan: plan.for(cluster2) });
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-TLSmode
 */
export class EastWestGateway extends PlannedConstruct {
  constructor(scope: Construct, id: string, props: PlannedProps = {}) {
    super(checkedScope(scope, id, props, ['plan']), id);
    const plan = planOf(this, props);
    const objects = gatewayObjects(plan);
    if (objects.length === 0) {
      const isStock = plan.cluster.gateway !== undefined && plan.cluster.gateway.object === undefined;
      const why = isStock ? "Istio's stock Gateway lets other clusters in" : 'no other cluster sends requests to it';
      throw nothingToRender(this, plan, why);
    }
    render(this, plan, objects);
  }
}

/** What an EastWestGateway renders for a cluster. */
export function gatewayObjects({ gateway }: ClusterPlan): readonly Rendering[] {
  return gateway === undefined ? [] : [asPlanned('Resource', gateway)];
}
