/**
 * Finds what selects Pods by their labels, without looking at everything.
 * @module
 */
import { hasLabels, type Labels } from '../../istio';
import { groupBy } from '../../manifests';

/** Which Pods something selects: those of a namespace that have these labels. */
interface Selector {
  readonly namespace: string;
  readonly labels: Labels;
}

/** Something that selects Pods, and its place in the order. */
interface Selecting<T> extends Selector {
  readonly thing: T;
  readonly place: number;
}

/** Things by the namespace and the first label of their selectors. */
export class Selectors<T> {
  private readonly byNamespace: ReadonlyMap<string, ReadonlyMap<string, readonly Selecting<T>[]>>;

  /**
   * Indexes things, whose order is kept.
   *
   * @param selectorOf which Pods a thing selects; undefined if it selects none
   */
  constructor(things: readonly T[], selectorOf: (thing: T) => Selector | undefined) {
    const selecting = things.flatMap((thing, place): readonly Selecting<T>[] => {
      const selector = selectorOf(thing);
      return selector === undefined ? [] : [{ ...selector, thing, place }];
    });
    const groups = [...groupBy(selecting, ({ namespace }) => namespace)];
    this.byNamespace = new Map(
      groups.map(([namespace, own]) => [namespace, groupBy(own, ({ labels }) => keyOf(Object.entries(labels)[0]))]),
    );
  }

  /** The things that select Pods of a namespace with some labels, in their order. */
  of(namespace: string, labels: Labels): readonly T[] {
    const byLabel = this.byNamespace.get(namespace);
    if (byLabel === undefined) return [];
    return [undefined, ...Object.entries(labels)]
      .flatMap((label) => byLabel.get(keyOf(label)) ?? [])
      .filter((each) => hasLabels(labels, each.labels))
      .sort((one, other) => one.place - other.place)
      .map(({ thing }) => thing);
  }
}

function keyOf([key, value]: readonly string[] = []): string {
  return `${key ?? ''}\n${value ?? ''}`;
}
