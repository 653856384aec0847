/**
 * The ConfigMaps in which Istio's configuration of a mesh stands. Each revision of an installation has one.
 * @see https://istio.io/latest/docs/setup/upgrade/canary/
 * @module
 */
import { ISTIO_NAMESPACE } from '../../istio';
import { fields, type ManifestObject, readValue, text } from '../../manifests';

/** The ConfigMaps that have a configuration. The one named `istio` is the only one if it is there. */
export function configMapsIn(objects: readonly ManifestObject[]): readonly ManifestObject[] {
  const all = objects.filter(
    (each) =>
      each.kind === 'ConfigMap' &&
      each.apiVersion === 'v1' &&
      each.namespace === ISTIO_NAMESPACE &&
      /^istio(-.*)?$/.test(each.name) &&
      fields(each.json['data'])['mesh'] !== undefined,
  );
  const main = all.find(({ name }) => name === 'istio');
  return main === undefined ? all : [main];
}

/** The ConfigMap that has the configuration of a cluster: the first, of several for revisions. */
export function configMapIn(objects: readonly ManifestObject[]): ManifestObject | undefined {
  return configMapsIn(objects)[0];
}

/** The configuration in a ConfigMap, in the form that istiod takes; empty if there is none. */
export function configTextOf(map: ManifestObject | undefined): string {
  return text(fields(map?.json['data'])['mesh']) ?? '';
}

/** The configuration of a cluster, in the form that istiod takes; empty if there is none. */
export function configTextIn(objects: readonly ManifestObject[]): string {
  return configTextOf(configMapIn(objects));
}

/** Whether a text is a configuration: a map in YAML, or nothing. */
export function isConfig(yaml: string): boolean {
  const value = readValue(yaml);
  if (yaml.trim() === '') return true;
  return typeof value === 'object' && !Array.isArray(value) && !(value !== null && 'kind' in value);
}
