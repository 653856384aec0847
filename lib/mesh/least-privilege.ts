/**
 * What a description must say before only its calls can be let through.
 * @module
 */
import { type CallSite, type ConfigIssue, issue } from '../errors';
import { principalOf } from '../istio';
import type { Call } from './call';
import type { Caller } from './caller';
import { MESH } from './messages';
import type { MeshState } from './state';

/** Checks whether least privilege can be written for a mesh that was added at `at`: MC080, MC083 and MC084. */
export function checkLeastPrivilege(state: MeshState, at: CallSite): readonly ConfigIssue[] {
  const { name, calls, services, ingressGateways } = state;
  if (calls === undefined) {
    return [issue(MESH.MC080, { what: `Mesh "${name}" must declare its calls for leastPrivilege, but has none.` }, at)];
  }
  const callers = new Set(calls.map(({ caller }) => caller));
  const everyone = [...services.values(), ...ingressGateways.values()];
  const callees = new Set(calls.map(({ callee }) => callee));
  return [
    ...[...callers].flatMap(checkAccount),
    ...[...callees].flatMap((callee) => checkAdmitted(callee, calls, everyone)),
  ];
}

function checkAccount({ name, serviceAccountName, describedAt }: Caller): readonly ConfigIssue[] {
  if (serviceAccountName !== 'default') return [];
  const what = `"${name}" must call with a service account of its own, but has "default".`;
  return [issue(MESH.MC084, { what, got: serviceAccountName }, describedAt)];
}

/** Checks that nobody has the identity of a caller of a service and is not a caller of it. */
function checkAdmitted(callee: Caller, calls: readonly Call[], everyone: readonly Caller[]): readonly ConfigIssue[] {
  const callers = new Set(calls.filter((call) => call.callee === callee).map(({ caller }) => caller));
  const admitted = new Map([...callers].map((caller) => [principalOf(caller), caller]));
  return everyone.flatMap((other) => {
    const caller = callers.has(other) ? undefined : admitted.get(principalOf(other));
    if (caller === undefined) return [];
    const { name, serviceAccountName, describedAt } = other;
    const what = `"${name}" must not share service account "${serviceAccountName}" with "${caller.name}": it would be let in to "${callee.name}", which it does not call.`;
    return [issue(MESH.MC083, { what, got: serviceAccountName }, describedAt)];
  });
}
