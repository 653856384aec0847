/**
 * What the kinds of Istio's networking API have in common.
 * @module
 */
import { type Viewers, viewersOf } from '../istio';
import { type Fields, fields, items, text } from './fields';
import { isOfNetworking, type ManifestObject } from './manifest-object';
import { once } from './once';

/** An object of Istio's networking API. */
export interface IstioObject extends ManifestObject {
  /** Its namespace. */
  readonly namespace: string;
  /** Its spec. */
  readonly spec: Fields;
  /** The namespaces that see it. */
  readonly viewers: Viewers;
}

/** Finds the objects of a kind of Istio's networking API. */
export function istioObjects(kind: string, objects: readonly ManifestObject[]): readonly IstioObject[] {
  return objects.flatMap((object) => {
    const { namespace } = object;
    if (object.kind !== kind || !isOfNetworking(object) || namespace === undefined) return [];
    return [{ ...object, namespace, ...factsOf(object) }];
  });
}

const factsOf = once(({ namespace = '', json }) => {
  const spec = fields(json['spec']);
  return { spec, viewers: viewersOf(texts(spec['exportTo']), namespace) };
});

/** The texts in a list. */
export function texts(value: unknown): readonly string[] {
  return items(value).flatMap((item) => text(item) ?? []);
}
