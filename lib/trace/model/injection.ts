/**
 * Which Pods have a sidecar.
 * @see https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/
 * @module
 */
import { GATEWAY_SELECTOR, INJECT, ISTIO_NAMESPACE, type Labels, NEVER_INJECTED, REVISION } from '../../istio';
import { isNamespace, labelsOf, type ManifestObject, type PodsObject } from '../../manifests';

const INJECTION = 'istio-injection';

/** Knows which Pods of a cluster get a sidecar, by the labels of Namespaces and Pods. */
export class Injection {
  private readonly namespaces: ReadonlyMap<string, Labels>;

  constructor(objects: readonly ManifestObject[]) {
    this.namespaces = new Map(objects.filter(isNamespace).map((object) => [object.name, labelsOf(object)]));
  }

  /** Whether Pods have a sidecar. A namespace that is not among the objects is assumed to ask for them. */
  isInjected({ namespace = '', podLabels, podAnnotations, hostNetwork }: PodsObject): boolean {
    if (isGateway(podLabels, podAnnotations)) return true;
    if (hostNetwork || NEVER_INJECTED.has(namespace)) return false;
    const asked = podLabels[INJECT] ?? podAnnotations[INJECT];
    const found = this.namespaces.get(namespace) ?? (namespace === ISTIO_NAMESPACE ? {} : { [INJECTION]: 'enabled' });
    if (found[INJECTION] === 'disabled' || asked === 'false') return false;
    return found[INJECTION] === 'enabled' || REVISION in found || asked === 'true' || REVISION in podLabels;
  }

  /** Whether the objects say if a namespace asks for sidecars. */
  knows(namespace: string): boolean {
    return this.namespaces.has(namespace);
  }

  /** The labels of a Namespace; undefined if it is not among the objects. */
  labelsOf(namespace: string): Labels | undefined {
    return this.namespaces.get(namespace);
  }
}

/** The values of the label `istio` of the gateways that Istio's charts install. */
const GATEWAYS: ReadonlySet<string | undefined> = new Set([GATEWAY_SELECTOR.istio, 'ingressgateway', 'egressgateway']);

/** Whether Pods are Istio's own gateways, whose proxy is not injected beside a container. */
export function isGateway(podLabels: Labels, podAnnotations: Labels = {}): boolean {
  return GATEWAYS.has(podLabels['istio']) || podAnnotations['inject.istio.io/templates'] === 'gateway';
}
