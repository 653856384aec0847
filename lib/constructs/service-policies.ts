/**
 * Who is let in to a service in one cluster.
 * @module
 */
import { Construct } from 'constructs';
import type { IMeshService } from '../mesh';
import { type PlannedProps, planOf } from '../plan';
import { nothingToRender, render } from './render';

/** Options of ServicePolicies. */
export interface ServicePoliciesProps extends PlannedProps {
  /** The service, of the mesh of the plan (MC009). It runs in the cluster, in a mesh of least privilege (MC032). */
  readonly service: IMeshService;
}

/**
 * The AuthorizationPolicy that lets in the callers of a service by their identities, from whatever cluster, and the
 * PeerAuthentication that refuses plain text. Both are for the Pods that have the name of the service as their label `app`, or,
 * where the workloads exist already, as `istio-multicluster/service`. Other Pods of the namespace are left alone. A service that
 * nothing calls answers nobody.
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
    if (policies === undefined)
      throw nothingToRender(this, plan, `nothing guards service "${props.service.name}" there`);
    render(this, 'Resource', plan, policies.authorizationPolicy);
    render(this, 'PeerAuthentication', plan, policies.peerAuthentication);
  }
}
