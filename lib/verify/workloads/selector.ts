/**
 * Checks that a Service can select the Pods of every version.
 * @module
 */
import type { Finding } from '../../errors';
import { selects, VERSION } from '../../istio';
import type { PodsObject } from '../../manifests';
import { makeFinding, titleOf } from '../finding';
import { VERIFY } from '../messages';
import type { Subject } from './subject';

/** The label by which a cdk8s-plus Service selects the Pods of one Deployment by default. */
const ADDRESS = 'cdk8s.io/metadata.addr';

/**
 * Checks that a selector can select the Pods of every version (MC118).
 * @param near the objects that create Pods in the namespace of the Service
 */
export function checkSelector(
  { cluster, service, gateways }: Subject,
  near: readonly PodsObject[],
): readonly Finding[] {
  const { selector } = service;
  const report = (but: string, fix?: string): Finding => {
    const what = `"spec.selector" of ${titleOf(service, cluster)} must select the Pods of every version, but ${but}.`;
    return makeFinding(VERIFY.MC118, { what, got: selector, fix }, service, cluster);
  };
  if (Object.keys(selector).length === 0) return [report('selects nothing')];
  const isTied = near.some(({ podLabels }) => VERSION in podLabels && podLabels[ADDRESS] !== selector[ADDRESS]);
  return [
    ...(VERSION in selector
      ? [report('selects one version only', `Leave "${VERSION}" out of the selector: subsets select by it.`)]
      : []),
    ...(ADDRESS in selector && isTied ? [report('selects the Pods of one construct only')] : []),
    ...(gateways.some((labels) => selects(selector, labels))
      ? [report('also selects WorkloadEntries, which would send local requests to other clusters')]
      : []),
  ];
}
