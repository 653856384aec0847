/**
 * Who is let in to a service in one cluster.
 * @module
 */
import { Construct } from 'constructs';
import type { IMeshService } from '../mesh';
import { nothingToRender, type PlannedProps, planOf, render } from './render';

/** Options of ServicePolicies. */
export interface ServicePoliciesProps extends PlannedProps {
  /** The service, of the plan's mesh (MC009), which runs in the cluster, in a mesh of least privilege (MC032). */
  readonly service: IMeshService;
}

/**
 * The AuthorizationPolicy that lets in the callers of a service by their identities, from whatever cluster, and the
 * PeerAuthentication that refuses plain text. Both are for the Pods labelled with the service's name as `app`, or where they
 * are made elsewhere as `istio-multicluster/service`; other Pods of the namespace are left alone. A service that nothing calls answers nobody.
 *
 * @example
 * new ServicePolicies(chart, 'reviews-policies', { service: reviews, plan: plan.for(cluster2) });
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 */
export class ServicePolicies extends Construct {
  constructor(scope: Construct, id: string, props: ServicePoliciesProps) {
    super(scope, id);
    const plan = planOf(this, props);
    const { policies } = plan.of(props.service);
    if (policies === undefined) throw nothingToRender(this, plan, `nothing guards "${props.service.name}"`);
    render(this, 'Resource', plan, policies.authorizationPolicy);
    render(this, 'PeerAuthentication', plan, policies.peerAuthentication);
  }
}
