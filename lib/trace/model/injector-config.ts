/**
 * The configuration of the webhook that injects sidecars, which stands in a ConfigMap.
 * @see https://github.com/istio/istio/blob/1.31.0/manifests/charts/istio-control/istio-discovery/templates/istiod-injector-configmap.yaml
 * @module
 */
import { ISTIO_NAMESPACE, type Labels } from '../../istio';
import { fields, items, labels, type ManifestObject, readValue, text } from '../../manifests';
import { labelSelector } from './label-selector';

/** The configuration of the webhook. */
export interface InjectorConfig {
  /** Whether Pods get a sidecar in namespaces whose Namespace says nothing about it. */
  readonly isForUnlabelled: boolean;
  /** Whether Pods that say nothing themselves get a sidecar, if the webhook is called for them. */
  readonly isWantedBy: (podLabels: Labels) => boolean;
}

/** The configuration in the ConfigMap of the default revision, or else of the first one. */
export function injectorConfigIn(objects: readonly ManifestObject[]): InjectorConfig {
  const maps = objects.filter(
    ({ kind, namespace, name }) =>
      kind === 'ConfigMap' && namespace === ISTIO_NAMESPACE && /^istio-sidecar-injector(-.*)?$/.test(name),
  );
  const map = maps.find(({ name }) => name === 'istio-sidecar-injector') ?? maps[0];
  const { config, values } = fields(map?.json['data']);
  const { policy = 'enabled', neverInjectSelector, alwaysInjectSelector } = fields(readValue(text(config) ?? ''));
  const [never, always] = [neverInjectSelector, alwaysInjectSelector].map(anyOf);
  const { enableNamespacesByDefault } = fields(fields(readValue(text(values) ?? ''))['sidecarInjectorWebhook']);
  return {
    isForUnlabelled: enableNamespacesByDefault === true,
    isWantedBy: (own) => never?.(own) !== true && (always?.(own) === true || policy === 'enabled'),
  };
}

/** Whether one of some selectors holds. Those that are empty or wrong do not count. */
function anyOf(selectors: unknown): (labels: Labels) => boolean {
  const conditions = items(selectors).flatMap((each) => (isEmpty(each) ? [] : (labelSelector(each) ?? [])));
  return (own) => conditions.some((holds) => holds(own));
}

function isEmpty(selector: unknown): boolean {
  const { matchLabels, matchExpressions } = fields(selector);
  return items(matchExpressions).length === 0 && Object.keys(labels(matchLabels)).length === 0;
}
