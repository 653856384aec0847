/**
 * The construct of an object of a plan, which knows whether anyone has changed the object.
 * @module
 */
import { ApiObject, ApiObjectMetadataDefinition, type JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { isImmutable, type Resource } from '../istio';

/** The members of cdk8s by which an object can change or be read. A version with others may change it in ways unknown here. */
const MEMBERS = [
  ...['constructor', 'addDependency', 'addJsonPatch', 'toJson'],
  ...['addLabel', 'getLabel', 'addAnnotation', 'addFinalizers', 'addOwnerReference', 'add'],
];
/** Whether the objects of this version of cdk8s can change in known ways only. */
export const areMembersKnown = [ApiObject, ApiObjectMetadataDefinition].every(({ prototype }) =>
  Object.getOwnPropertyNames(prototype).every((name) => MEMBERS.includes(name)),
);

/** An object of a plan that nobody has changed. */
export interface UnchangedObject {
  /** The object in the plan. Deployments have no containers there. */
  readonly planned: Resource;
  /** What `toJson` returns for it. Objects that clusters share have one value, which nobody can change. */
  readonly resource: Resource;
}

/** An object of a plan in a construct. */
export interface Rendering extends UnchangedObject {
  /** The id of the object's own construct. */
  readonly id: string;
}

/** What a construct renders. */
export type RenderingList = readonly Rendering[];

/** An object of a plan that is written as it is. */
export function asPlanned(id: string, planned: Resource): Rendering {
  return { id, planned, resource: planned };
}

/** An ApiObject with an object of a plan. `toJson` is that of cdk8s. */
export class PlannedObject extends ApiObject {
  override readonly metadata: WatchedMetadata;
  readonly #planned: Resource;
  readonly #resource: Resource;
  #isChanged = false;

  constructor(scope: Construct, { id, planned, resource }: Rendering) {
    super(scope, id, resource);
    this.#planned = planned;
    this.#resource = resource;
    this.metadata = new WatchedMetadata(this, resource.metadata);
  }

  override addJsonPatch(...patches: JsonPatch[]): void {
    this.#isChanged = true;
    super.addJsonPatch(...patches);
  }

  /** An object of a plan that nobody has changed; undefined for any other object. */
  static unchanged(object: ApiObject): UnchangedObject | undefined {
    // `instanceof` asks cdk8s, which answers for any ApiObject
    if (!(#resource in object) || !areMembersKnown) return undefined;
    const isChanged = object.#isChanged || object.metadata.isChanged;
    if (isChanged || object.toJson !== ApiObject.prototype.toJson) return undefined;
    const resource = object.#resource;
    return isImmutable(resource) ? { planned: object.#planned, resource } : undefined;
  }
}

/** Metadata that knows whether anyone has changed it. */
class WatchedMetadata extends ApiObjectMetadataDefinition {
  /** Whether it is not that of the plan. Charts may have labels and a namespace for their objects. */
  isChanged: boolean;

  constructor(apiObject: ApiObject, own: Resource['metadata']) {
    const { labels, namespace } = apiObject.chart;
    super({ ...(namespace !== undefined && { namespace }), ...own, labels: { ...labels, ...own.labels }, apiObject });
    this.isChanged = namespace !== undefined || Object.keys(labels).length > 0;
  }

  override addLabel(key: string, value: string): void {
    this.isChanged = true;
    super.addLabel(key, value);
  }

  override addAnnotation(key: string, value: string): void {
    this.isChanged = true;
    super.addAnnotation(key, value);
  }

  override addFinalizers(...finalizers: string[]): void {
    this.isChanged = true;
    super.addFinalizers(...finalizers);
  }

  override addOwnerReference(owner: Parameters<ApiObjectMetadataDefinition['addOwnerReference']>[0]): void {
    this.isChanged = true;
    super.addOwnerReference(owner);
  }

  override add(key: string, value: unknown): void {
    this.isChanged = true;
    super.add(key, value);
  }
}
