/**
 * The order in which a proxy takes what namespaces export to it.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/sidecar.go
 * @module
 */
import { ALL_NAMESPACES, type Viewers } from '../../istio';

/** Something in a namespace, and the namespaces that see it. */
interface Exported {
  readonly namespace: string;
  readonly viewers: Viewers;
}

/** What proxies of a namespace see: first what only that namespace has, then what is exported to it, then what is for all. */
export function inOrderFor<T extends Exported>(namespace: string, all: readonly T[]): readonly T[] {
  const own: T[] = [];
  const exported: T[] = [];
  const forAll: T[] = [];
  for (const each of all) {
    if (each.viewers === ALL_NAMESPACES) forAll.push(each);
    else if (each.viewers.has(namespace)) (each.namespace === namespace ? own : exported).push(each);
  }
  return [...own, ...exported, ...forAll];
}
