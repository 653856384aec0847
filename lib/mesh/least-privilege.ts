/**
 * What a description must say before nothing but its calls can be let through.
 * @module
 */
import { type CallSite, type ConfigIssue, oldIssue } from '../errors';
import { principalOf } from '../istio';
import type { Call, Caller } from './caller';
import type { MeshState } from './state';

/** What stands in the way of it: MC080, MC083 and MC084. */
export function checkLeastPrivilege(state: MeshState, at: CallSite): readonly ConfigIssue[] {
  const { name, calls, services, ingressGateways } = state;
  if (calls === undefined) {
    return [oldIssue('MC080', { what: `mesh "${name}" has least privilege and declares no call`, got: 'no call' }, at)];
  }
  const callers = new Set(calls.map(({ caller }) => caller));
  return [
    ...[...callers].flatMap(withoutAccount),
    ...intruders(calls, [...services.values(), ...ingressGateways.values()]),
  ];
}

function withoutAccount({ name, serviceAccountName, describedAt }: Caller): readonly ConfigIssue[] {
  if (serviceAccountName !== 'default') return [];
  const what = `"${name}" calls with the service account of every Pod that names none`;
  return [oldIssue('MC084', { what, got: serviceAccountName }, describedAt)];
}

/** Whoever has the identity of a caller of a service, and is none. */
function intruders(calls: readonly Call[], everyone: readonly Caller[]): readonly ConfigIssue[] {
  return [...new Set(calls.map(({ callee }) => callee))].flatMap((callee) => {
    const callers = new Set(calls.filter((call) => call.callee === callee).map(({ caller }) => caller));
    const admitted = new Map([...callers].map((caller) => [principalOf(caller), caller]));
    return everyone.flatMap((other) => {
      const caller = callers.has(other) ? undefined : admitted.get(principalOf(other));
      if (caller === undefined) return [];
      const what = `"${other.name}" has the service account of "${caller.name}", and would be let in to "${callee.name}", which it does not call`;
      return [oldIssue('MC083', { what, got: other.serviceAccountName }, other.describedAt)];
    });
  });
}
