/**
 * Which namespaces see an object that does not say so itself: those that Istio's configuration names.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/push_context.go
 * @module
 */
import { ALL_NAMESPACES, findersOf, type Viewers, viewersOf } from '../../istio';

/** What `exportTo` is where an object has none, by kind. Empty for all namespaces. */
export interface DefaultExportTo {
  readonly services: readonly string[];
  readonly virtualServices: readonly string[];
  readonly destinationRules: readonly string[];
}

/** Who sees an object. */
export interface Exposure {
  /** The namespaces that see it among all others. */
  readonly viewers: Viewers;
  /** The namespaces where a rule, or the exact host of a Sidecar, finds it by its name. */
  readonly finders: Viewers;
}

/** An object and who sees it. */
interface Exported extends Exposure {
  readonly namespace: string;
  /** The namespaces as they are written; empty if none are. */
  readonly exportTo: readonly string[];
}

/** Who sees an object of a namespace with a list of namespaces. */
export function exposureOf(exportTo: readonly string[], namespace: string): Exposure {
  return { viewers: viewersOf(exportTo, namespace), finders: findersOf(exportTo, namespace) };
}

/** Who sees an object of a cluster with a default. */
export function exposureBy(
  byDefault: readonly string[],
  { namespace, exportTo, viewers, finders }: Exported,
): Exposure {
  return exportTo.length > 0 ? { viewers, finders } : exposureOf(byDefault, namespace);
}

/** Objects as a cluster with a default shows them. Those that clusters share stay as they are. */
export function shownBy<T extends Exported>(byDefault: readonly string[], all: readonly T[]): readonly T[] {
  if (viewersOf(byDefault, '') === ALL_NAMESPACES) return all;
  return all.map((each) => ({ ...each, ...exposureBy(byDefault, each) }));
}
