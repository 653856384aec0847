/**
 * What other clusters may reach in a cluster.
 * @module
 */
import { Construct } from 'constructs';
import { nothingToRender, type PlannedProps, planOf, render } from './render';

/**
 * The Gateway through which other clusters reach exactly the services that they call: port 15443, AUTO_PASSTHROUGH, in
 * namespace istio-system, for the gateway Pods labelled `istio: eastwestgateway`. Only for a cluster that others call
 * (MC032). Do not install Istio's stock `*.local` gateway beside it: both together break the listener.
 *
 * @example
 * new EastWestGateway(chart, 'east-west', { plan: plan.for(cluster2) });
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-TLSmode
 */
export class EastWestGateway extends Construct {
  constructor(scope: Construct, id: string, props: PlannedProps = {}) {
    super(scope, id);
    const plan = planOf(this, props);
    if (plan.gateway === undefined) throw nothingToRender(this, plan, 'no other cluster needs a gateway');
    render(this, 'Resource', plan, plan.gateway);
  }
}
