/**
 * Finds things by their labels.
 * @module
 */
import { hasLabels, type Labels } from '../../istio';

/** Something with labels in a namespace. */
interface Labelled {
  readonly namespace: string;
  readonly labels: Labels;
}

/** Finds the things in a namespace that have some labels, without looking at all of them. */
export class Selection<T extends Labelled> {
  private readonly byLabel = new Map<string, T[]>();

  constructor(private readonly things: readonly T[]) {
    for (const thing of things) {
      for (const label of Object.entries(thing.labels)) {
        const key = keyOf(thing.namespace, label);
        const found = this.byLabel.get(key);
        if (found === undefined) this.byLabel.set(key, [thing]);
        else found.push(thing);
      }
    }
  }

  /** The things in a namespace with all these labels. */
  find(namespace: string, labels: Labels): readonly T[] {
    if (Object.keys(labels).length === 0) return this.things.filter((each) => each.namespace === namespace);
    const lists = Object.entries(labels).map((label) => this.byLabel.get(keyOf(namespace, label)) ?? []);
    const [shortest = []] = [...lists].sort((one, other) => one.length - other.length);
    return shortest.filter((thing) => hasLabels(thing.labels, labels));
  }
}

function keyOf(namespace: string, [key, value]: readonly [string, string]): string {
  return `${namespace}\n${key}\n${value}`;
}
