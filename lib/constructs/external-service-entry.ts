/**
 * The objects by which callers in a cluster reach a service outside of the mesh.
 * @module
 */
import { Construct } from 'constructs';
import { ExternalService } from '../mesh';
import { type PlannedProps, planOf, readProps } from '../plan';
import { SHAPE } from '../reading';
import { nothingToRender, render } from './render';

const FIX = 'Pass the value that addExternalService of the mesh returned.';

/** Options of ExternalServiceEntry. */
export interface ExternalServiceEntryProps extends PlannedProps {
  /** The service outside of the mesh (MC035). Something in the cluster calls it (MC032). */
  readonly service: ExternalService;
}

/**
 * The ServiceEntry of a service outside of the mesh, and the DestinationRule that says at which ports proxies encrypt, if they
 * do. Only the namespaces of its callers see them.
 *
 * @example
 * new ExternalServiceEntry(chart, 'stripe', { service: stripe, plan: plan.for(cluster1) });
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/
 */
export class ExternalServiceEntry extends Construct {
  constructor(scope: Construct, id: string, props: ExternalServiceEntryProps) {
    super(scope, id);
    const plan = planOf(this, props);
    const service = readProps(this, props, (part) =>
      part
        .options(['service'], true)
        .service.instance(SHAPE.MC035, ExternalService, 'be a service outside of the mesh', { fix: FIX }),
    );
    const planned = plan.ofExternal(service);
    if (planned === undefined)
      throw nothingToRender(this, plan, `nothing there calls external service "${service.name}"`);
    render(this, 'Resource', plan, planned.serviceEntry);
    if (planned.destinationRule !== undefined) render(this, 'DestinationRule', plan, planned.destinationRule);
  }
}
