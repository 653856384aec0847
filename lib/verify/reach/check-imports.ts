/**
 * Checks that Sidecars leave callers what they call.
 * @module
 */
import type { Finding } from '../../errors';
import { type Labels, serviceHost } from '../../istio';
import { isOfNetworking, type ManifestObject } from '../../manifests';
import type { ServicePlan } from '../../plan';
import { Imports, Sidecars } from '../../trace';
import { makeFinding, titleOf } from '../finding';
import { VERIFY } from '../messages';
import type { Written } from '../written';
import { podsOfCaller, reasonOf } from './callers';

/** A namespace with Pods that call a service, and their labels. */
interface Calling {
  readonly namespace: string;
  readonly labels: Labels;
}

/** Finds Sidecars that hide from Pods what they call, so that they leave out its rules and its versions elsewhere (MC174). */
export function checkImports(written: Written): readonly Finding[] {
  if (!written.own.some(isSidecar)) return [];
  const { cluster, objects, plan } = written;
  const sidecars = new Sidecars(objects.all.filter(isSidecar));
  return plan.services.flatMap((callee) => {
    const why = reasonOf(callee);
    if (why === undefined) return [];
    const { namespace } = callee.service;
    const host = serviceHost(callee.service);
    const hiding = new Map<string, ManifestObject>();
    for (const calling of callingPods(written, callee)) {
      const { object, spec } = sidecars.of(calling.namespace, calling.labels) ?? {};
      const lists = spec?.egress?.flatMap(({ hosts }) => hosts) ?? [];
      if (object === undefined || (spec?.egress ?? []).length === 0) continue;
      if (!new Imports(lists, calling.namespace).hasService(host, namespace)) hiding.set(object.id, object);
    }
    return [...hiding.values()].map((object) => {
      const what = `${titleOf(object, cluster)} must import "${namespace}/${host}", because ${why}.`;
      return makeFinding(VERIFY.MC174, { what }, object, cluster);
    });
  });
}

/** The Pods that call a service. Of a caller whose Pods are not written here, only the namespace is known. */
function callingPods(written: Written, { callers }: ServicePlan): readonly Calling[] {
  if (callers === undefined) return [...written.planned.namespaces].map((namespace) => ({ namespace, labels: {} }));
  return callers.flatMap((caller) => {
    const pods = podsOfCaller(written, caller);
    const { namespace } = caller;
    return pods.length === 0
      ? [{ namespace, labels: {} }]
      : pods.map(({ podLabels: labels }) => ({ namespace, labels }));
  });
}

function isSidecar(object: ManifestObject): boolean {
  return object.kind === 'Sidecar' && isOfNetworking(object);
}
