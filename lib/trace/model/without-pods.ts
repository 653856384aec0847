/**
 * Which objects create no Pods until someone asks for them. Their Pods may call others then, but serve nobody.
 * @see https://helm.sh/docs/topics/charts_hooks/
 * @module
 */
import { fields, type ManifestObject, metadataOf, text } from '../../manifests';

/** The hooks that `helm test` runs, and `helm install` does not. */
const TESTS: readonly string[] = ['test', 'test-success', 'test-failure'];

/** Why an object has no Pods, as the end of a sentence; undefined if it may have some. */
export function withoutPods(object: ManifestObject): string | undefined {
  if (object.apiVersion.startsWith('batch/') && fields(object.json['spec'])['suspend'] === true) return 'is suspended';
  return isTest(object) ? 'only runs for helm test' : undefined;
}

/** Whether only `helm test` creates an object. */
function isTest(object: ManifestObject): boolean {
  const hooks = text(fields(metadataOf(object)['annotations'])['helm.sh/hook']);
  return hooks?.split(',').every((each) => TESTS.includes(each.trim())) === true;
}
