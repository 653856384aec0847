/**
 * Checks that Pods have a sidecar where the mesh needs one, and that it receives what is sent to them.
 * @module
 */
import { type Finding, joinWords } from '../../errors';
import { portsTakenBy } from '../../istio';
import { fields, labels, type PodsObject } from '../../manifests';
import type { Caller } from '../../mesh';
import type { ServicePlan } from '../../plan';
import { makeFinding, titleOf } from '../finding';
import type { Member } from '../members';
import { VERIFY } from '../messages';
import type { Written } from '../written';

/** What decides whether Pods get a sidecar, as a label or an annotation of theirs. */
const INJECT = 'sidecar.istio.io/inject';

/** Finds Pods that get no sidecar, although the mesh needs one, or whose sidecar is left out at their ports (MC142). */
export function checkProxies(written: Written): readonly Finding[] {
  const { plan, cluster } = written;
  const routed = plan.services.filter(({ virtualService }) => virtualService !== undefined);
  const callers = new Map<Caller, ServicePlan>(
    routed.flatMap((callee) => (callee.callers ?? []).map((caller) => [caller, callee] as const)),
  );
  return written.members.flatMap((member) => {
    const why = reasonFor(member.plan, callers.get(member.plan.service));
    return member.pods.flatMap((object) => {
      const but = withoutProxy(written, object);
      if (but === undefined) return checkPorts(written, member, object);
      if (why === undefined) return [];
      const what = `The Pods of ${titleOf(object, cluster)} must have a sidecar, because ${why}, but ${but}.`;
      return [makeFinding(VERIFY.MC142, { what }, object, cluster)];
    });
  });
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

/** The ports of Pods to which the Service leads for the ports of the mesh. */
function targetsOf({ plan, service }: Member, { containerPorts }: PodsObject): readonly number[] {
  const described = service.ports.filter(({ port }) => plan.service.ports.some(({ number }) => number === port));
  const targets = described.map(({ port, targetPort = port }) =>
    typeof targetPort === 'string' ? containerPorts.get(targetPort) : targetPort,
  );
  return [...new Set(targets.filter((each) => typeof each === 'number'))];
}

/** Why the Pods of a service need a sidecar, as a clause; undefined if they do not. */
function reasonFor(plan: ServicePlan, callee: ServicePlan | undefined): string | undefined {
  if (plan.exposed) return 'gateways pass requests only to such Pods';
  if (plan.policies !== undefined) return `service "${plan.service.name}" refuses plain text`;
  if (plan.serviceEntry?.spec.workloadSelector !== undefined) return 'callers reach them by mutual TLS';
  return callee && `sidecars obey the rules of service "${callee.service.name}", which they call`;
}

/** Why Pods get no sidecar, as a clause; undefined if nothing keeps them from it. */
function withoutProxy({ objects, planned }: Written, pods: PodsObject): string | undefined {
  const { podLabels, podAnnotations, hostNetwork, namespace } = pods;
  if (hostNetwork) return 'they use the network of their node';
  const label = podLabels[INJECT];
  if (label !== undefined) return label === 'false' ? `their label "${INJECT}" is "false"` : undefined;
  if (podAnnotations[INJECT] === 'false') return `their annotation "${INJECT}" is "false"`;
  const id = `Namespace ${namespace ?? ''}`;
  // for a planned Namespace, it is a change
  const owner = planned.byId.has(id) ? undefined : objects.byId.get(id);
  const injection = labels(fields(owner?.json['metadata'])['labels'])['istio-injection'];
  return injection === 'disabled' ? `the label "istio-injection" of ${id} is "disabled"` : undefined;
}
