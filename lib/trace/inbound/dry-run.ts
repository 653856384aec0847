/**
 * Which AuthorizationPolicies are only tried: proxies count what they would decide, and go on without them.
 * @see https://istio.io/latest/docs/reference/config/annotations/#IoIstioDryRun
 * @module
 */
import { fields, type ManifestObject, metadataOf, text } from '../../manifests';

/** What istiod reads as true; it applies a policy with any other value. */
const TRUE: readonly (string | undefined)[] = ['1', 't', 'T', 'TRUE', 'true', 'True'];

/** Whether a policy is only tried, and decides nothing. */
export function isDryRun(object: ManifestObject): boolean {
  return TRUE.includes(text(fields(metadataOf(object)['annotations'])['istio.io/dry-run']));
}
