/**
 * Which endpoints of a service are preferred, as the service itself says: the field `trafficDistribution` of a Service, or an
 * annotation.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/service.go
 * @module
 */
import { fields, isNamespace, type ManifestObject, metadataOf, text } from '../../manifests';

/** What is preferred: endpoints in the same zone, those on the same Node, or none. */
export type TrafficDistribution = 'any' | 'same-zone' | 'same-node';

const ANNOTATION = 'networking.istio.io/traffic-distribution';

const KNOWN: ReadonlyMap<string, TrafficDistribution> = new Map([
  ['PreferClose', 'same-zone'],
  ['PreferSameZone', 'same-zone'],
  ['PreferSameNode', 'same-node'],
]);

/** The values of the annotation, in which the case of letters does not count. */
const ANNOTATED: ReadonlyMap<string, TrafficDistribution> = new Map(
  [...KNOWN].map(([value, distribution]) => [value.toLowerCase(), distribution]),
);

/** What Namespaces say by their annotation, by their names. It holds for services that say nothing. */
export function distributionsIn(namespaces: readonly ManifestObject[]): ReadonlyMap<string, TrafficDistribution> {
  return new Map(
    namespaces.filter(isNamespace).flatMap((each) => {
      const found = annotatedDistribution(each);
      return found === undefined ? [] : [[each.name, found]];
    }),
  );
}

/** What a Service says; undefined if its Namespace decides. */
export function distributionOf(service: ManifestObject): TrafficDistribution | undefined {
  const { trafficDistribution } = fields(service.json['spec']);
  return KNOWN.get(text(trafficDistribution) ?? '') ?? annotatedDistribution(service);
}

/** What the annotation of a ServiceEntry, a Service or a Namespace says; undefined if there is none. */
export function annotatedDistribution(object: ManifestObject): TrafficDistribution | undefined {
  const value = text(fields(metadataOf(object)['annotations'])[ANNOTATION]) ?? '';
  return value === '' ? undefined : (ANNOTATED.get(value.toLowerCase()) ?? 'any');
}
