/**
 * The objects by which callers in a cluster reach a service outside of the mesh.
 * @module
 */
import type { Construct } from 'constructs';
import { ExternalService } from '../mesh';
import { checkedScope, type ExternalServicePlan, type PlannedProps, planOf, readProps } from '../plan';
import { SHAPE } from '../reading';
import { nothingToRender, PlannedConstruct, render } from './planned-construct';
import { asPlanned, type Rendering } from './planned-object';

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
export class ExternalServiceEntry extends PlannedConstruct {
  constructor(scope: Construct, id: string, props: ExternalServiceEntryProps) {
    super(checkedScope(scope, id, props, ['service', 'plan']), id);
    const plan = planOf(this, props);
    const service = readProps(this, props, (part) =>
      part
        .options(['service'], true)
        .service.instance(SHAPE.MC035, ExternalService, 'be a service outside of the mesh', { fix: FIX }),
    );
    const planned = plan.ofExternal(service);
    if (planned === undefined)
      throw nothingToRender(this, plan, `nothing there calls external service "${service.name}"`);
    render(this, plan, externalObjects(planned));
  }
}

/** What an ExternalServiceEntry renders for a service. */
export function externalObjects({ serviceEntry, destinationRule }: ExternalServicePlan): readonly Rendering[] {
  return [
    asPlanned('Resource', serviceEntry),
    ...(destinationRule === undefined ? [] : [asPlanned('DestinationRule', destinationRule)]),
  ];
}
