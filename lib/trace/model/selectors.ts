/**
 * Finds the services that select Pods, without looking at all of them.
 * @module
 */
import { hasLabels, type Labels } from '../../istio';
import type { Service } from './service';

/** The services of a cluster by the first label of their selectors. */
export class Selectors {
  private readonly byLabel = new Map<string, { readonly service: Service; readonly age: number }[]>();

  /** Indexes services, the oldest first. */
  constructor(services: readonly Service[]) {
    for (const [age, service] of services.entries()) {
      const [first] = Object.entries(service.selector ?? {});
      if (first === undefined) continue;
      const key = keyOf(service.namespace, first);
      const found = this.byLabel.get(key);
      if (found === undefined) this.byLabel.set(key, [{ service, age }]);
      else found.push({ service, age });
    }
  }

  /** The services in a namespace that select Pods with some labels, the oldest first. */
  of(namespace: string, labels: Labels): readonly Service[] {
    return Object.entries(labels)
      .flatMap((label) => this.byLabel.get(keyOf(namespace, label)) ?? [])
      .filter(({ service }) => hasLabels(labels, service.selector ?? {}))
      .sort((one, other) => one.age - other.age)
      .map(({ service }) => service);
  }
}

function keyOf(namespace: string, [key, value]: readonly [string, string]): string {
  return `${namespace}\n${key}\n${value}`;
}
