/**
 * The construct of an object of a plan, which knows whether anyone has changed the object.
 * @module
 */
import { ApiObject, ApiObjectMetadataDefinition, type JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Resource } from '../istio';
import { settled } from '../plan';

/** The members of cdk8s by which an object can change or be read. A version with others may change it in ways unknown here. */
const MEMBERS = [
  ...['constructor', 'addDependency', 'addJsonPatch', 'toJson'],
  ...['addLabel', 'getLabel', 'addAnnotation', 'addFinalizers', 'addOwnerReference', 'add'],
];
const areMembersKnown = [ApiObject, ApiObjectMetadataDefinition].every(({ prototype }) =>
  Object.getOwnPropertyNames(prototype).every((name) => MEMBERS.includes(name)),
);

/** An ApiObject with an object of a plan. `toJson` is that of cdk8s. */
export class PlannedObject extends ApiObject {
  override readonly metadata: ApiObjectMetadataDefinition;
  readonly #resource: Resource;
  #isChanged: boolean;

  constructor(scope: Construct, id: string, resource: Resource) {
    super(scope, id, resource);
    const { labels, namespace } = this.chart;
    this.#resource = resource;
    this.#isChanged = !areMembersKnown || namespace !== undefined || Object.keys(labels).length > 0;
    this.metadata = new WatchedMetadata(this, resource.metadata, () => (this.#isChanged = true));
  }

  override addJsonPatch(...patches: JsonPatch[]): void {
    this.#isChanged = true;
    super.addJsonPatch(...patches);
  }

  /**
   * What `toJson` returns for an object of a plan that nobody has changed; undefined for any other object. Objects that clusters
   * share have one value, which nobody can change.
   */
  static unchangedJson(object: ApiObject): object | undefined {
    // `instanceof` asks cdk8s, which answers for any ApiObject
    if (!(#resource in object) || object.#isChanged || object.toJson !== ApiObject.prototype.toJson) return undefined;
    return settled(object.#resource);
  }
}

/** Metadata that tells when someone changes it. */
class WatchedMetadata extends ApiObjectMetadataDefinition {
  readonly #onChange: () => void;

  constructor(apiObject: ApiObject, own: Resource['metadata'], onChange: () => void) {
    const { labels, namespace } = apiObject.chart;
    super({ ...own, ...(namespace !== undefined && { namespace }), labels: { ...labels, ...own.labels }, apiObject });
    this.#onChange = onChange;
  }

  override addLabel(key: string, value: string): void {
    this.#onChange();
    super.addLabel(key, value);
  }

  override addAnnotation(key: string, value: string): void {
    this.#onChange();
    super.addAnnotation(key, value);
  }

  override addFinalizers(...finalizers: string[]): void {
    this.#onChange();
    super.addFinalizers(...finalizers);
  }

  override addOwnerReference(owner: Parameters<ApiObjectMetadataDefinition['addOwnerReference']>[0]): void {
    this.#onChange();
    super.addOwnerReference(owner);
  }

  override add(key: string, value: unknown): void {
    this.#onChange();
    super.add(key, value);
  }
}
