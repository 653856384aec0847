/**
 * Checks that Pods have a sidecar where the mesh needs one, and that it receives what is sent to them.
 * @module
 */
import { type Finding, joinWords } from '../../errors';
import { bypassesOf, portsTakenBy } from '../../istio';
import type { PodsObject } from '../../manifests';
import { proxiedCallees, proxyReasonOf, type ServicePlan } from '../../plan';
import { makeFinding, titleOf } from '../finding';
import type { Member } from '../members';
import { VERIFY } from '../messages';
import { strangersOf } from '../workloads/check-generated';
import type { Written } from '../written';
import { podsOfCallers } from './callers';
import { withoutProxy } from './without-proxy';

/**
 * Finds Pods that get no sidecar, although the mesh needs one, or whose sidecar is left out at their ports, or when they call
 * (MC142).
 */
export function checkProxies(written: Written): readonly Finding[] {
  const callees = proxiedCallees(written.plan);
  const served = written.suspects().flatMap((member) => {
    const called = callees.get(member.plan.service) ?? [];
    const why = reasonFor(member.plan) ?? reasonToCall(called);
    const strangers = new Set(strangersOf(written, member));
    return member.pods
      .filter((object) => !strangers.has(object))
      .flatMap((object) =>
        withoutProxy(written, object) === undefined
          ? checkAnnotations(written, member, object, called)
          : checkProxy(written, object, why, fixFor(written, member, object)),
      );
  });
  const reported = new Set(served.map(({ object }) => object));
  const calling = podsOfCallers(written, callees.keys()).flatMap(({ caller, pods }) => {
    const called = callees.get(caller) ?? [];
    return pods
      .filter(({ id }) => !reported.has(id))
      .flatMap((object) =>
        withoutProxy(written, object) === undefined
          ? checkCalls(written, object, called)
          : checkProxy(written, object, reasonToCall(called), 'Let them be injected.'),
      );
  });
  return [...served, ...calling];
}

/** Why Pods that call some services need a sidecar, as a clause; undefined if they do not. */
function reasonToCall(called: readonly ServicePlan[]): string | undefined {
  const last = called.at(-1);
  return last && proxyReasonOf(last);
}

function checkProxy(written: Written, pods: PodsObject, why: string | undefined, fix: string): readonly Finding[] {
  const { cluster } = written;
  const but = withoutProxy(written, pods);
  if (why === undefined || but === undefined) return [];
  const what = `The Pods of ${titleOf(pods, cluster)} must have a sidecar, because ${why}, but ${but}.`;
  return [makeFinding(VERIFY.MC142, { what, fix }, pods, cluster)];
}

/** What to do about Pods without a sidecar. A Service of users may select Pods by mistake, such as those of a tool. */
function fixFor({ ownById }: Written, { service }: Member, { id }: PodsObject): string {
  if (!ownById.has(id)) return 'Let them be injected.';
  return `Let them be injected. If they serve no requests, take away the labels by which ${service.id} selects them.`;
}

/** Finds annotations that keep requests from a sidecar. Most Pods have no annotations at all. */
function checkAnnotations(
  written: Written,
  member: Member,
  object: PodsObject,
  called: readonly ServicePlan[],
): readonly Finding[] {
  if (Object.keys(object.podAnnotations).length === 0) return [];
  return [...checkPorts(written, member, object), ...checkCalls(written, object, called)];
}

/** Finds annotations that take a port of a service from the sidecar of its Pods. Callers still use mutual TLS there. */
function checkPorts({ cluster }: Written, member: Member, object: PodsObject): readonly Finding[] {
  const ports = targetsOf(member, object);
  return Object.entries(object.podAnnotations).flatMap(([key, value]) => {
    const taken = portsTakenBy(key, value, ports);
    if (taken.length === 0) return [];
    const what = `The Pods of ${titleOf(object, cluster)} must leave port ${joinWords(taken.map(String))} to their sidecar, because containers do not understand the mutual TLS of callers, but have the annotation "${key}: ${value}".`;
    return [makeFinding(VERIFY.MC142, { what, got: value, fix: 'Correct or remove the annotation.' }, object, cluster)];
  });
}

/** Finds annotations that keep calls from the sidecar. Their rules and other clusters are then left out. */
function checkCalls({ cluster }: Written, object: PodsObject, called: readonly ServicePlan[]): readonly Finding[] {
  const ports = [...new Set(called.flatMap(({ service }) => service.ports.map(({ number }) => number)))];
  return bypassesOf(object.podAnnotations, ports).map(({ key, value, ports: past }) => {
    const why = reasonToCall(called.filter(({ service }) => service.ports.some(({ number }) => past.includes(number))));
    const what = `The Pods of ${titleOf(object, cluster)} must send requests to port ${joinWords(past.map(String))} through their sidecar, because ${why ?? ''}, but have the annotation "${key}: ${value}".`;
    return makeFinding(VERIFY.MC142, { what, got: value, fix: 'Correct or remove the annotation.' }, object, cluster);
  });
}

/** The ports of Pods to which the Service leads for the ports of the mesh. */
export function targetsOf({ plan, service }: Member, { containerPorts }: PodsObject): readonly number[] {
  const described = service.ports.filter(({ port }) => plan.service.ports.some(({ number }) => number === port));
  const targets = described.map(({ port, targetPort = port }) =>
    typeof targetPort === 'string' ? containerPorts.get(targetPort) : targetPort,
  );
  return [...new Set(targets.filter((each) => typeof each === 'number'))];
}

/** Why the Pods of a service need a sidecar for what is sent to them, as a clause; undefined if they do not. */
export function reasonFor({ exposed, policies, service, serviceEntry }: ServicePlan): string | undefined {
  if (exposed) return 'gateways pass requests only to such Pods';
  if (policies !== undefined) return `service "${service.name}" refuses plain text`;
  return serviceEntry?.spec.workloadSelector === undefined ? undefined : 'callers reach them by mutual TLS';
}
