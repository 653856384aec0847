/**
 * What callers reach only through their sidecars.
 * @module
 */
import type { Caller } from '../mesh';
import type { ClusterPlan } from './cluster-plan';
import type { ServicePlan } from './service-plan';

/** Why callers of a service need a sidecar that knows it, as a clause; undefined if they do not. */
export function proxyReasonOf(callee: ServicePlan): string | undefined {
  const { virtualService, remotes, policies } = callee;
  const { name } = callee.service;
  if (virtualService !== undefined) return `sidecars obey the rules of service "${name}", which they call`;
  if (remotes.length > 0) return `only sidecars reach service "${name}", which they call, in other clusters`;
  return policies && `service "${name}", which they call, refuses plain text`;
}

const known = new WeakMap<ClusterPlan, ReadonlyMap<Caller, readonly ServicePlan[]>>();

/** The services that each caller in a cluster reaches only through its sidecar. */
export function proxiedCallees(plan: ClusterPlan): ReadonlyMap<Caller, readonly ServicePlan[]> {
  const before = known.get(plan);
  if (before !== undefined) return before;
  const callees = new Map<Caller, ServicePlan[]>();
  for (const callee of plan.services) {
    if (proxyReasonOf(callee) === undefined) continue;
    for (const caller of callee.callers ?? []) {
      const others = callees.get(caller);
      if (others === undefined) callees.set(caller, [callee]);
      else others.push(callee);
    }
  }
  known.set(plan, callees);
  return callees;
}
