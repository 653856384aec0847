/**
 * What a description must contain for least privilege.
 * @module
 */
import { type CallSite, type ConfigIssue, issue } from '../errors';
import { principalOf } from '../istio';
import type { Call } from './call';
import type { Caller } from './caller';
import { declaredCalls } from './describe-calls';
import { MESH } from './messages';
import type { MeshState } from './state';

/** Checks whether a mesh, which was created at `at`, can have least privilege (MC080, MC083, MC084). */
export function checkLeastPrivilege(state: MeshState, at: CallSite): readonly ConfigIssue[] {
  const { name, services, ingressGateways, workloads } = state;
  const calls = declaredCalls(state, true);
  if (calls === undefined) {
    return [
      issue(MESH.MC080, { what: `Mesh "${name}" must declare its calls under leastPrivilege, but declares none.` }, at),
    ];
  }
  const callers = new Set(calls.map(({ caller }) => caller));
  const everyone = [...services.values(), ...ingressGateways.values(), ...workloads.values()];
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

/** Checks that everyone with the identity of a caller of a service also calls the service. */
function checkAdmitted(callee: Caller, calls: readonly Call[], everyone: readonly Caller[]): readonly ConfigIssue[] {
  const callers = new Set(calls.filter((call) => call.callee === callee).map(({ caller }) => caller));
  const admitted = new Map([...callers].map((caller) => [principalOf(caller), caller]));
  return everyone.flatMap((other) => {
    const caller = callers.has(other) ? undefined : admitted.get(principalOf(other));
    if (caller === undefined) return [];
    const { name, serviceAccountName, describedAt } = other;
    const what = `"${name}" must not share service account "${serviceAccountName}" with "${caller.name}": it would be allowed to call "${callee.name}", which it does not declare.`;
    return [issue(MESH.MC083, { what, got: serviceAccountName }, describedAt)];
  });
}
