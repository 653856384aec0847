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

/** The VirtualServices that proxies of a namespace see: those that only it sees, then others exported to it, then those for all. */
export function routesInOrderFor<T extends Exported>(namespace: string, all: readonly T[]): readonly T[] {
  const [some, forAll] = seenFrom(namespace, all);
  const isOwn = (each: T): boolean => each.namespace === namespace;
  return [...some.filter(isOwn), ...some.filter((each) => !isOwn(each)), ...forAll];
}

/** The services that proxies of a namespace see: those exported to it, then those for all. */
export function servicesInOrderFor<T extends Exported>(namespace: string, all: readonly T[]): readonly T[] {
  return seenFrom(namespace, all).flat();
}

/** What is exported to a namespace, and what is for all. */
function seenFrom<T extends Exported>(namespace: string, all: readonly T[]): readonly [readonly T[], readonly T[]] {
  const some: T[] = [];
  const forAll: T[] = [];
  for (const each of all) {
    if (each.viewers === ALL_NAMESPACES) forAll.push(each);
    else if (each.viewers.has(namespace)) some.push(each);
  }
  return [some, forAll];
}
