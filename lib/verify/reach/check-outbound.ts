/**
 * Checks that callers send their requests through their sidecar, where only a sidecar knows the way.
 * @module
 */
import { type Finding, joinWords } from '../../errors';
import { portsBypassedBy } from '../../istio';
import type { PodsObject } from '../../manifests';
import type { ServicePlan } from '../../plan';
import { makeFinding, titleOf } from '../finding';
import { VERIFY } from '../messages';
import type { Written } from '../written';
import { podsOfCaller, reasonOf } from './callers';

/** Finds annotations by which requests of callers pass their sidecar by (MC142). */
export function checkOutbound(written: Written): readonly Finding[] {
  return written.plan.services.flatMap((callee) => {
    const why = reasonOf(callee);
    if (why === undefined) return [];
    const pods = (callee.callers ?? []).flatMap((caller) => podsOfCaller(written, caller));
    return pods.flatMap((each) => checkPods(written, each, callee, why));
  });
}

function checkPods({ cluster }: Written, pods: PodsObject, { service }: ServicePlan, why: string): readonly Finding[] {
  const ports = service.ports.map(({ number }) => number);
  return Object.entries(pods.podAnnotations).flatMap(([key, value]) => {
    const bypassed = portsBypassedBy(key, value, ports);
    if (bypassed.length === 0) return [];
    const what = `The Pods of ${titleOf(pods, cluster)} must send requests to port ${joinWords(bypassed.map(String))} through their sidecar, because ${why}, but have the annotation "${key}: ${value}".`;
    return [makeFinding(VERIFY.MC142, { what, got: value, fix: 'Correct or remove the annotation.' }, pods, cluster)];
  });
}
