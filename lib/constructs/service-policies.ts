/**
 * The policies that admit the callers of a service in one cluster.
 * @module
 */
import type { Construct } from 'constructs';
import type { IMeshService } from '../mesh';
import { checkedScope, type PlannedProps, planOf, type ServicePlan } from '../plan';
import { onceForEach } from './once-for-each';
import { nothingToRender, PlannedConstruct, render } from './planned-construct';
import { asPlanned } from './planned-object';

/** Options of ServicePolicies. */
export interface ServicePoliciesProps extends PlannedProps {
  /** The service. It belongs to the mesh of the plan (MC009), and runs in the cluster, under least privilege (MC032). */
  readonly service: IMeshService;
}

/**
 * The AuthorizationPolicy that admits the callers of a service from any cluster by their identities, and the PeerAuthentication
 * that refuses plain text. Both select Pods by the label `app`, or by `service.istio-multicluster/<service>` if the workloads
 * exist already. They do not affect other Pods of the namespace. A service that nothing calls refuses everyone.
 *
 * @example
 * new ServicePolicies(chart, 'reviews-policies', { service: reviews, plan: plan.for(cluster2) });
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 */
export class ServicePolicies extends PlannedConstruct {
  constructor(scope: Construct, id: string, props: ServicePoliciesProps) {
    super(checkedScope(scope, id, props, ['service', 'plan']), id);
    const plan = planOf(this, props);
    const objects = policyObjects(plan.of(props.service));
    if (objects.length === 0)
      throw nothingToRender(this, plan, `service "${props.service.name}" has no policies there`);
    render(this, plan, objects);
  }
}

/** What ServicePolicies render for a service. */
export const policyObjects = onceForEach(({ policies }: ServicePlan) => {
  if (policies === undefined) return [];
  return [
    asPlanned('Resource', policies.authorizationPolicy),
    asPlanned('PeerAuthentication', policies.peerAuthentication),
  ];
});
