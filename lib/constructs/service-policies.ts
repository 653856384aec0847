/**
 * The policies that admit the callers of a service in one cluster.
 * @module
 */
import { Construct } from 'constructs';
import type { IMeshService } from '../mesh';
import { checkedScope, type PlannedProps, planOf } from '../plan';
import { nothingToRender, render } from './render';

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
export class ServicePolicies extends Construct {
  constructor(scope: Construct, id: string, props: ServicePoliciesProps) {
    super(checkedScope(scope, id, props, ['service', 'plan']), id);
    const plan = planOf(this, props);
    const { policies } = plan.of(props.service);
    if (policies === undefined)
      throw nothingToRender(this, plan, `service "${props.service.name}" has no policies there`);
    render(this, 'Resource', plan, policies.authorizationPolicy);
    render(this, 'PeerAuthentication', plan, policies.peerAuthentication);
  }
}
