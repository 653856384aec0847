/**
 * Which namespaces see an object that does not say so itself: those that Istio's configuration names.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/push_context.go
 * @module
 */
import { ALL_NAMESPACES, type Viewers, viewersOf } from '../../istio';

/** What `exportTo` is where an object has none, by kind. Empty for all namespaces. */
export interface DefaultExportTo {
  readonly services: readonly string[];
  readonly virtualServices: readonly string[];
  readonly destinationRules: readonly string[];
}

/** An object and who sees it. */
interface Exported {
  readonly namespace: string;
  /** The namespaces as they are written; empty if none are. */
  readonly exportTo: readonly string[];
  readonly viewers: Viewers;
}

/** The namespaces that see an object of a cluster with a default. */
export function viewersBy(byDefault: readonly string[], { namespace, exportTo, viewers }: Exported): Viewers {
  return exportTo.length > 0 ? viewers : viewersOf(byDefault, namespace);
}

/** Objects as a cluster with a default shows them. Those that clusters share stay as they are. */
export function shownBy<T extends Exported>(byDefault: readonly string[], all: readonly T[]): readonly T[] {
  if (viewersOf(byDefault, '') === ALL_NAMESPACES) return all;
  return all.map((each) => ({ ...each, viewers: viewersBy(byDefault, each) }));
}
