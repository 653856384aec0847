/**
 * What other clusters may reach in a cluster.
 * @module
 */
import { Construct } from 'constructs';
import { type PlannedProps, planOf } from '../plan';
import { nothingToRender, render } from './render';

/**
 * The Gateway through which other clusters reach exactly the services that they call, in the mode AUTO_PASSTHROUGH.
 * `addCluster` says its port, its namespace and the Pods that it is for; by default, these are 15443, istio-system and
 * `istio: eastwestgateway`.
 *
 * There is one in a cluster that others call, unless Istio's stock Gateway for `*.local` lets them in (MC032): both together
 * break the listener.
 *
 * @example
 * new EastWestGateway(chart, 'east-west', { plan: plan.for(cluster2) });
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-TLSmode
 */
export class EastWestGateway extends Construct {
  constructor(scope: Construct, id: string, props: PlannedProps = {}) {
    super(scope, id);
    const plan = planOf(this, props);
    if (plan.gateway === undefined) {
      const isStock = plan.cluster.gateway !== undefined && plan.cluster.gateway.object === undefined;
      const why = isStock ? "Istio's stock Gateway lets other clusters in" : 'no other cluster needs a gateway';
      throw nothingToRender(this, plan, why);
    }
    render(this, 'Resource', plan, plan.gateway);
  }
}
