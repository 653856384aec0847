/**
 * Finds the services that select Pods, without looking at all of them.
 * @module
 */
import { hasLabels, type Labels } from '../../istio';
import { groupBy } from '../../manifests';
import type { Service } from './service';

/** A service that selects Pods, its place in the order of age, and the first label of its selector, if there is one. */
interface Selecting {
  readonly service: Service;
  readonly age: number;
  readonly label: string;
}

/** The services of a cluster by the first label of their selectors. */
export class Selectors {
  private readonly byLabel: ReadonlyMap<string, readonly Selecting[]>;

  /** Indexes services, the oldest first. */
  constructor(services: readonly Service[]) {
    const selecting = services.flatMap((service, age): readonly Selecting[] => {
      const { selector, namespace } = service;
      if (selector === undefined) return [];
      const [first] = Object.entries(selector);
      return [{ service, age, label: keyOf(namespace, first) }];
    });
    this.byLabel = groupBy(selecting, ({ label }) => label);
  }

  /** The services in a namespace that select Pods with some labels, the oldest first. */
  of(namespace: string, labels: Labels): readonly Service[] {
    return [undefined, ...Object.entries(labels)]
      .flatMap((label) => this.byLabel.get(keyOf(namespace, label)) ?? [])
      .filter(({ service }) => hasLabels(labels, service.selector ?? {}))
      .sort((one, other) => one.age - other.age)
      .map(({ service }) => service);
  }
}

function keyOf(namespace: string, label: readonly [string, string] | undefined): string {
  return [namespace, ...(label ?? [])].join('\n');
}
