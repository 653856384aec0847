/**
 * Puts labels and annotations onto the objects that an app writes, but neither into Pod templates nor into selectors.
 * @module
 */
import { type CallSite, type ConfigIssue, issue } from '../errors';
import type { PlacedList, RenderingList, UnchangedObject } from '../constructs';
import { type Labels, markImmutable, ROUTE } from '../istio';
import {
  endpointLabelsIn,
  isNamespace,
  isVirtualService,
  type ManifestObject,
  readObject,
  withoutLists,
} from '../manifests';
import type { Cluster } from '../mesh';
import { PLAN } from '../plan';
import { inOrder, isPlain } from '../reading';

/** What a user adds to every object of an app, and the call that adds it. */
export interface Additions {
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly at: CallSite;
}

/** Reads what the construct at the path `at` has rendered, with its labels and annotations. */
export interface Stamp {
  /** Lists give their items. */
  readonly rendered: (json: unknown, at: string) => readonly ManifestObject[];
  /**
   * An object that is as planned, at the path `id` below a construct with the path `scope`. Clusters share its value, which nobody
   * can change, so it is read once.
   */
  readonly unchanged: (object: UnchangedObject, scope: string, id: string) => ManifestObject;
  /** Objects that are as planned, below a construct with the path `above`. Clusters share lists, so each is read once. */
  readonly allUnchanged: (list: PlacedList, above: string) => readonly ManifestObject[];
}

/** The objects of a list, and where they are. */
interface ReadList {
  readonly objects: readonly ManifestObject[];
  readonly above: string;
  readonly below: string;
}

/** Adds the `planned` labels, and the labels and annotations of the user. What an object has already stays. */
export function stampOf(planned: Labels, { labels, annotations }: Pick<Additions, 'labels' | 'annotations'>): Stamp {
  const added = { labelsFor: labelsOf(planned, labels), annotations: sorted(annotations) };
  const unchanged = unchangedReader(added);
  const known = new WeakMap<RenderingList, ReadList>();
  return {
    rendered: (json, at) =>
      withoutLists([readObject(json, at)]).map((object) => ({ ...object, json: stamped(object, added) })),
    unchanged,
    allUnchanged: ({ below, objects: list }, above) => {
      const before = known.get(list);
      // most clusters have a chart of the same name
      if (before?.above === above && before.below === below) return before.objects;
      const scope = below === '' ? above : `${above}/${below}`;
      const objects = list.map((object) => unchanged(object, scope, object.id));
      known.set(list, { objects, above, below });
      return objects;
    },
  };
}

/** What is added to objects, in the order in which cdk8s writes it. */
interface Added {
  readonly labelsFor: (object: ManifestObject) => Labels;
  readonly annotations: Labels;
}

/**
 * The labels for an object: the planned ones, and those of the user. A Namespace gets no planned ones, because
 * `kubectl apply --prune` would delete it with everything in it. A VirtualService gets one more, so that it can be applied last.
 */
function labelsOf(planned: Labels, labels: Labels): Added['labelsFor'] {
  const route = Object.keys(planned).length === 0 ? {} : ROUTE;
  const ofNamespaces = sorted(labels);
  const ofRoutes = sorted({ ...planned, ...route, ...labels });
  const ofOthers = sorted({ ...planned, ...labels });
  return (object) => (isNamespace(object) ? ofNamespaces : isVirtualService(object) ? ofRoutes : ofOthers);
}

function unchangedReader(added: Added): Stamp['unchanged'] {
  const known = new WeakMap<object, { readonly object: ManifestObject; readonly scope: string }>();
  return ({ planned: of, resource }, scope, id) => {
    const at = `${scope}/${id}`;
    const before = known.get(resource);
    if (before === undefined) {
      const read = readObject(resource, at);
      const json = markImmutable(Object.freeze(stamped(read, added)));
      const object = { ...read, json, planned: of };
      known.set(resource, { object, scope });
      return object;
    }
    const shared = before.object;
    // in a chart of the same name, an object has the same path if that is as long
    if (before.scope === scope && shared.at.length === at.length && shared.planned === of) return shared;
    // copied field by field, because there are very many
    const { apiVersion, kind, name, namespace, json } = shared;
    return { id: shared.id, apiVersion, kind, name, namespace, json, at, planned: of };
  };
}

/** The fields of an object with what is added to them. */
function stamped(object: ManifestObject, { labelsFor, annotations }: Added): ManifestObject['json'] {
  const labels = labelsFor(object);
  if (Object.keys(labels).length + Object.keys(annotations).length === 0) return object.json;
  const metadata = plainOf(object.json['metadata']);
  const fields = {
    ...metadata,
    ...together('labels', labels, metadata['labels']),
    ...together('annotations', annotations, metadata['annotations']),
  };
  return { ...object.json, metadata: sorted(fields) };
}

/** Finds labels of the user by which an object of the app selects endpoints (MC185). */
export function checkAdditions(
  objects: readonly ManifestObject[],
  cluster: Pick<Cluster, 'name'>,
  { labels, at }: Additions,
): readonly ConfigIssue[] {
  const keys = Object.keys(labels);
  const found = keys.length === 0 ? [] : endpointLabelsIn(objects);
  return keys.flatMap((key) => {
    const user = found.find(({ keys }) => keys.includes(key));
    if (user === undefined) return [];
    const { id, kind } = user.object;
    const title = `${id} in cluster "${cluster.name}"`;
    const why =
      kind === 'WorkloadEntry' ? `${title} has it as a label of its endpoint` : `${title} selects endpoints by it`;
    const what = `"labels" of ClusterApp must not have the key "${key}", because ${why}.`;
    return [issue(PLAN.MC185, { what, got: key }, at)];
  });
}

/** The field with what is added and what the object has already; nothing if nothing is added. */
function together(field: string, added: Labels, own: unknown): Readonly<Record<string, object>> {
  if (Object.keys(added).length === 0) return {};
  // objects without any of their own share what is added
  return { [field]: own === undefined ? added : sorted({ ...added, ...plainOf(own) }) };
}

/** The same fields in the order in which cdk8s writes them. Nobody can change them. */
function sorted<F extends Readonly<Record<string, unknown>>>(value: F): F;
function sorted(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const made: Record<string, unknown> = {};
  for (const key of inOrder(Object.keys(value))) made[key] = value[key];
  return Object.freeze(made);
}

function plainOf(value: unknown): Readonly<Record<string, unknown>> {
  return isPlain(value) ? { ...value } : {};
}
