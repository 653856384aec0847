/**
 * Orders a graph so that each node comes after those that it depends on, in time linear in nodes and dependencies.
 * @module
 */

/** What a node depends on, in order. */
export type DependenciesOf<N> = (node: N) => readonly N[];

/**
 * All nodes that `starts` lead to, in the order in which a depth-first search leaves them; undefined if some of them depend on
 * themselves. The search begins at each of the `starts` that no node depends on, in their order.
 */
export function topologyOf<N>(starts: readonly N[], dependenciesOf: DependenciesOf<N>): readonly N[] | undefined {
  const all = new Set(starts);
  const needed = new Set<N>();
  // a set grows while it is iterated
  for (const node of all)
    for (const dependency of dependenciesOf(node)) {
      needed.add(dependency);
      all.add(dependency);
    }
  const left = new Set<N>();
  for (const start of starts) if (!needed.has(start) && !leave(start, dependenciesOf, left)) return undefined;
  // what is in a cycle, or only a cycle leads to it, is never entered
  return left.size === all.size ? [...left] : undefined;
}

/** Leaves a node after everything that it leads to. Answers false in a cycle. Chains may be longer than the call stack. */
function leave<N>(start: N, dependenciesOf: DependenciesOf<N>, left: Set<N>): boolean {
  const entered = new Set([start]);
  const path = [{ node: start, rest: dependenciesOf(start).values() }];
  for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
    const next = last.rest.next();
    if (next.done === true) {
      left.add(last.node);
      path.pop();
    } else if (!left.has(next.value)) {
      if (entered.has(next.value)) return false;
      entered.add(next.value);
      path.push({ node: next.value, rest: dependenciesOf(next.value).values() });
    }
  }
  return true;
}
