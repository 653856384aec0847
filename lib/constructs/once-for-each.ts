/**
 * Lists what constructs render once for all clusters that share a plan.
 * @module
 */
import type { RenderingList } from './planned-object';

/** Lists what a construct renders of a plan once for each plan. What is found out about a list then holds for all clusters. */
export function onceForEach<P extends object>(list: (plan: P) => RenderingList): (plan: P) => RenderingList {
  const known = new WeakMap<P, RenderingList>();
  return (plan) => {
    const before = known.get(plan);
    if (before !== undefined) return before;
    const objects = list(plan);
    known.set(plan, objects);
    return objects;
  };
}
