/**
 * Which Pods have a sidecar.
 * @see https://github.com/istio/istio/blob/1.31.0/pkg/kube/inject/inject.go
 * @see https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/
 * @module
 */
import { GATEWAY_SELECTOR, INJECT, ISTIO_NAMESPACE, type Labels, NEVER_INJECTED, REVISION } from '../../istio';
import { isNamespace, labelsOf, type ManifestObject, type PodsObject } from '../../manifests';
import { type InjectorConfig, injectorConfigIn } from './injector-config';

const INJECTION = 'istio-injection';

/** Knows which Pods of a cluster get a sidecar, by the labels of Namespaces and Pods. */
export class Injection {
  private readonly namespaces: ReadonlyMap<string, Labels>;
  private readonly config: InjectorConfig;

  /** Finds what decides, in the Namespaces and ConfigMaps of a cluster. */
  constructor(objects: readonly ManifestObject[]) {
    this.namespaces = new Map(objects.filter(isNamespace).map((object) => [object.name, labelsOf(object)]));
    this.config = injectorConfigIn(objects);
  }

  /** Whether Pods have a sidecar. A namespace that is not among the objects is assumed to ask for them. */
  isInjected(pods: PodsObject): boolean {
    const { namespace = '', podLabels, podAnnotations, hostNetwork, hasProxyContainer } = pods;
    if (isGateway(podLabels, podAnnotations) || hasProxyContainer) return true;
    if (hostNetwork || NEVER_INJECTED.has(namespace) || !this.isCalledFor(pods)) return false;
    const asked = podLabels[INJECT] ?? podAnnotations[INJECT];
    return asked === 'true' || (asked !== 'false' && this.config.isWantedBy(podLabels));
  }

  /**
   * Whether Kubernetes calls the webhook for Pods, which annotations do not count for.
   * @see https://github.com/istio/istio/blob/1.31.0/manifests/charts/istio-control/istio-discovery/templates/mutatingwebhook.yaml
   */
  private isCalledFor({ namespace = '', podLabels }: PodsObject): boolean {
    const found = this.namespaces.get(namespace) ?? (namespace === ISTIO_NAMESPACE ? {} : { [INJECTION]: 'enabled' });
    const { [INJECTION]: injection, [REVISION]: revision = podLabels[REVISION] } = found;
    const asked = podLabels[INJECT];
    if (asked === 'false') return false;
    if (injection !== undefined) return injection === 'enabled';
    if (revision !== undefined) return revision !== '';
    return asked === 'true' || (asked === undefined && this.config.isForUnlabelled);
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
