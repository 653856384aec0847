/**
 * Checks that Sidecars leave callers what they call.
 * @module
 */
import type { Finding } from '../../errors';
import { type Labels, serviceHost, type SidecarSpec } from '../../istio';
import { isOfNetworking, type ManifestObject } from '../../manifests';
import { IngressGateway } from '../../mesh';
import { proxyReasonOf, type ServicePlan } from '../../plan';
import { Imports, Sidecars } from '../../trace';
import { makeFinding, titleOf } from '../finding';
import { VERIFY } from '../messages';
import type { Written } from '../written';
import { podsOfCaller } from './callers';

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
    const why = proxyReasonOf(callee);
    if (why === undefined) return [];
    const { namespace, ports } = callee.service;
    const host = serviceHost(callee.service);
    const hiding = new Map<string, ManifestObject>();
    for (const calling of callingPods(written, callee)) {
      const { object, spec } = sidecars.of(calling.namespace, calling.labels) ?? {};
      const egress = spec?.egress ?? [];
      if (object === undefined || egress.length === 0) continue;
      const isSeen = ({ number }: { readonly number: number }): boolean =>
        new Imports(hostsAt(egress, number), calling.namespace).hasService(host, namespace);
      if (!ports.every(isSeen)) hiding.set(object.id, object);
    }
    return [...hiding.values()].map((object) => {
      const what = `${titleOf(object, cluster)} must import "${namespace}/${host}", because ${why}.`;
      return makeFinding(VERIFY.MC174, { what }, object, cluster);
    });
  });
}

/** The hosts that a Sidecar imports for a port: those of a listener with this port, or else of listeners without one. */
function hostsAt(egress: NonNullable<SidecarSpec['egress']>, number: number): readonly string[] {
  const own = egress.filter(({ port }) => port?.number === number);
  const listeners = own.length > 0 ? own : egress.filter(({ port }) => port === undefined);
  return listeners.flatMap(({ hosts }) => hosts);
}

/** The Pods that call a service. Sidecars do not apply to gateways. Of a caller whose Pods are not written here, only the namespace is known. */
function callingPods(written: Written, { callers }: ServicePlan): readonly Calling[] {
  const all = written.plan.services.map(({ service }) => service);
  return (callers ?? all).flatMap((caller) => {
    if (caller instanceof IngressGateway) return [];
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
