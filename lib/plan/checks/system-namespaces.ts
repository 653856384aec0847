/**
 * Checks that services and callers whose Pods need a sidecar are in namespaces in which Pods can get one, and that policies apply
 * to the Pods of their service only.
 * @module
 */
import { issue } from '../../errors';
import { ISTIO_NAMESPACE, NEVER_INJECTED } from '../../istio';
import { type Caller, IngressGateway } from '../../mesh';
import { PLAN } from '../messages';
import type { ServicePlan } from '../service-plan';
import type { Check } from './check';

/** Reports services and callers that need a sidecar, in namespaces into whose Pods Istio injects none (MC153). */
export const checkSystemNamespaces: Check = ({ clusters }) => {
  const reasons = new Map<Caller, string>(clusters.flatMap(({ services }) => services.flatMap(whoMissesProxies)));
  return [...reasons].map(([{ name, namespace, describedAt }, why]) => {
    const what = `"${name}" must not be in namespace "${namespace}", because its Pods need a sidecar, as ${why}, and Istio injects none there.`;
    return issue(PLAN.MC153, { what, got: namespace }, describedAt);
  });
};

/**
 * Reports services with policies in the root namespace of Istio (MC191). There, an AuthorizationPolicy applies to Pods in all
 * namespaces, and Istio ignores a PeerAuthentication with a selector.
 */
export const checkRootNamespace: Check = ({ clusters }) => {
  const secured = clusters.flatMap(({ services }) => services.filter(({ policies }) => policies !== undefined));
  const services = new Set(secured.map(({ service }) => service));
  return [...services]
    .filter(({ namespace }) => namespace === ISTIO_NAMESPACE)
    .map(({ name, namespace, describedAt }) => {
      const what = `"${name}" must not be in namespace "${namespace}" under leastPrivilege, because Istio would apply its AuthorizationPolicy to Pods in all namespaces, and ignore its PeerAuthentication.`;
      return issue(PLAN.MC191, { what, got: namespace }, describedAt);
    });
};

/** Who needs sidecars because of a service and gets none, and why it needs them, as a clause. */
function whoMissesProxies(plan: ServicePlan): readonly (readonly [Caller, string])[] {
  const { service, exposed, policies, remotes, virtualService } = plan;
  const hasNone = ({ namespace }: Caller): boolean => NEVER_INJECTED.has(namespace);
  const callers = (plan.callers ?? []).filter((caller) => hasNone(caller) && !(caller instanceof IngressGateway));
  const isReached = exposed || policies !== undefined;
  const isAnswered = remotes.length > 0 || policies !== undefined || virtualService !== undefined;
  return [
    ...(isReached && hasNone(service) ? [[service, 'callers use mutual TLS'] as const] : []),
    ...(isAnswered
      ? callers.map((caller) => [caller, `only sidecars obey the rules of "${service.name}"`] as const)
      : []),
  ];
}
