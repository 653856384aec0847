/**
 * What other clusters may reach in a cluster.
 * @module
 */
import { Construct } from 'constructs';
import { nothingToRender, type PlannedProps, planOf, render } from './render';

/**
 * The Gateway through which other clusters reach exactly the services that they call: AUTO_PASSTHROUGH, at the port, in
 * the namespace and for the Pods that `addCluster` was told; by default 15443, istio-system and `istio: eastwestgateway`.
 * Only for a cluster that others call, and whose gateway has not Istio's stock Gateway for `*.local` (MC032): both
 * together break the listener.
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
