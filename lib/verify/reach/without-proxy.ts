/**
 * What keeps Pods from having a sidecar that receives and sends their requests.
 * @module
 */
import { INJECT, INTERCEPTION, isInjectedByPod, REVISION } from '../../istio';
import { labelsOf, type PodsObject } from '../../manifests';
import type { Written } from '../written';

/** What gives the Pods of a Namespace Istio's proxies of nodes in place of sidecars. */
const DATAPLANE = 'istio.io/dataplane-mode';

/**
 * Why Pods have no sidecar, as a clause; undefined if nothing keeps them from it. Where a Namespace forbids sidecars, labels of Pods
 * do not count.
 * @see https://github.com/istio/istio/blob/1.31.0/manifests/charts/istio-control/istio-discovery/templates/mutatingwebhook.yaml
 */
export function withoutProxy(written: Written, pods: PodsObject): string | undefined {
  const { podLabels, podAnnotations, hostNetwork, hasProxyContainer } = pods;
  if (podAnnotations[INTERCEPTION] === 'NONE')
    return `their annotation "${INTERCEPTION}" is "NONE", so that no request gets to it`;
  if (hasProxyContainer) return undefined;
  if (hostNetwork) return 'they use the network of their node';
  const label = podLabels[INJECT];
  if (label === 'false') return `their label "${INJECT}" is "false"`;
  if (label === undefined && podAnnotations[INJECT] === 'false') return `their annotation "${INJECT}" is "false"`;
  return byNamespace(written, pods);
}

function byNamespace({ ownById }: Written, pods: PodsObject): string | undefined {
  const { namespace = '', podLabels } = pods;
  const id = `Namespace ${namespace}`;
  // for a planned Namespace, it is a change
  const owner = ownById.get(id);
  const given = owner === undefined ? {} : labelsOf(owner);
  if (given['istio-injection'] === 'disabled') return `the label "istio-injection" of ${id} is "disabled"`;
  const isInjected = given['istio-injection'] === 'enabled' || REVISION in given;
  if (isInjected || podLabels[INJECT] === 'true') return undefined;
  if (isInjectedByPod(namespace) && !(REVISION in podLabels))
    return `they have no label "${INJECT}: true", and ${id} is not labelled for injection`;
  if (given[DATAPLANE] !== 'ambient') return undefined;
  return `the label "${DATAPLANE}" of ${id} is "ambient", and none asks for sidecars`;
}
