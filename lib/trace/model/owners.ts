/**
 * Which objects that create Pods others of them have created, as a Deployment creates ReplicaSets, which create Pods.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/
 * @module
 */
import { resourceId } from '../../istio';
import { type Fields, fields, items, lazily, type ManifestObject, metadataOf, podsIn, text } from '../../manifests';

/** Who creates an object of a kind, and names it after itself: `reviews-v1-5d4f` after `reviews-v1`. */
const CREATORS: ReadonlyMap<string, readonly { readonly apiVersion: string; readonly kind: string }[]> = new Map([
  [
    'ReplicaSet',
    [
      { apiVersion: 'apps/v1', kind: 'Deployment' },
      { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' },
    ],
  ],
  ['Job', [{ apiVersion: 'batch/v1', kind: 'CronJob' }]],
]);

/** Knows which objects of a cluster stand for the Pods of others. */
export class Owners {
  private readonly creating = lazily(() => new Set(podsIn(this.objects).map(({ json }) => json)));
  private readonly byId = lazily(() => new Map(this.objects.map((each) => [each.id, each])));
  private readonly byUid = lazily(() => new Map(this.objects.map((each) => [uidOf(each), each])));

  constructor(private readonly objects: readonly ManifestObject[]) {}

  /**
   * The object that stands for the Pods of another: the topmost of its owners that creates Pods. It is the object itself if no owner
   * among the objects does, as for the ReplicaSets of a Rollout that is not among them.
   */
  topOf<O extends ManifestObject>(object: O, below: readonly ManifestObject[] = []): ManifestObject | O {
    for (const owner of this.ownersOf(object)) {
      if ([object, ...below].some(({ json }) => json === owner.json)) continue;
      const top = this.topOf(owner, [object, ...below]);
      if (this.creating().has(top.json)) return top;
    }
    return object;
  }

  private ownersOf(object: ManifestObject): readonly ManifestObject[] {
    return items(metadataOf(object)['ownerReferences']).flatMap((each) => this.owner(fields(each), object.namespace));
  }

  private owner(reference: Fields, namespace: string | undefined): readonly ManifestObject[] {
    const [kind = '', name = '', uid] = [reference['kind'], reference['name'], reference['uid']].map(text);
    const known = uid === undefined ? undefined : this.byUid().get(uid);
    if (known !== undefined) return [known];
    const named = this.named({ apiVersion: text(reference['apiVersion']) ?? '', kind, name, namespace });
    if (named !== undefined) return uid === undefined || uidOf(named) === undefined ? [named] : [];
    // what is not among the objects may itself be owned by one that is
    const after = name.replace(/-[^-]*$/, '');
    return (CREATORS.get(kind) ?? []).flatMap((each) => this.named({ ...each, name: after, namespace }) ?? []);
  }

  private named({ apiVersion, kind, name, namespace }: Name): ManifestObject | undefined {
    return this.byId().get(resourceId({ apiVersion, kind, metadata: { name, namespace } }));
  }
}

interface Name {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

function uidOf(object: ManifestObject): string | undefined {
  return text(metadataOf(object)['uid']);
}
