/**
 * Checks that services and callers whose Pods need a sidecar are in namespaces in which Pods can get one.
 * @module
 */
import { issue } from '../../errors';
import { NEVER_INJECTED } from '../../istio';
import { type Caller, IngressGateway } from '../../mesh';
import { PLAN } from '../messages';
import type { ServicePlan } from '../service-plan';
import type { Check } from './check';

/** Reports services and callers that need a sidecar, in namespaces into whose Pods Istio injects none (MC153). */
export const checkSystemNamespaces: Check = ({ clusters }) => {
  const reasons = new Map<Caller, string>(
    clusters
      .flatMap(({ services }) => services.flatMap(whoNeedsProxies))
      .filter(([caller]) => NEVER_INJECTED.has(caller.namespace)),
  );
  return [...reasons].map(([{ name, namespace, describedAt }, why]) => {
    const what = `"${name}" must not be in namespace "${namespace}", because its Pods need a sidecar, as ${why}, and Istio injects none there.`;
    return issue(PLAN.MC153, { what, got: namespace }, describedAt);
  });
};

/** Who needs sidecars because of a service, and why, as a clause. */
function whoNeedsProxies(plan: ServicePlan): readonly (readonly [Caller, string])[] {
  const { service, exposed, policies, remotes, virtualService } = plan;
  const isReached = exposed || policies !== undefined;
  const isAnswered = remotes.length > 0 || policies !== undefined || virtualService !== undefined;
  const callers = (plan.callers ?? []).filter((caller) => !(caller instanceof IngressGateway));
  return [
    ...(isReached ? [[service, 'callers use mutual TLS'] as const] : []),
    ...(isAnswered
      ? callers.map((caller) => [caller, `only sidecars obey the rules of "${service.name}"`] as const)
      : []),
  ];
}
