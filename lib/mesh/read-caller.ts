/**
 * Reads what the options of all callers have in common whose Pods somebody else creates.
 * @module
 */
import type { Message } from '../errors';
import type { Part } from '../reading';
import type { Cluster } from './cluster';
import { MESH } from './messages';
import { byName, nameText, readLabel, readObjectName } from './names';
import { readPlaces } from './placement';
import type { MeshState } from './state';

/** A caller, after reading. */
export interface ReadCaller {
  readonly name: string;
  readonly namespace: string;
  readonly serviceAccountName: string;
  readonly clusters: readonly Cluster[];
}

/** Its options, as parts to be read. */
interface Options {
  readonly clusters: Part<readonly Cluster[]>;
  readonly serviceAccountName: Part<string>;
  readonly namespace: Part<string>;
}

/** What differs from one kind of callers to another. */
interface Kind {
  /** The namespace of callers that name none. */
  readonly namespace: string;
  /** The message about its clusters. */
  readonly places: Message;
  /** What messages call its Pods. */
  readonly pods: string;
}

/** Reads the options of a caller. */
export function readCaller(
  state: MeshState,
  name: Part<string>,
  { clusters, serviceAccountName, namespace }: Options,
  kind: Kind,
): ReadCaller {
  readLabel(name);
  if (namespace.isGiven) readLabel(namespace);
  const fix = `Give the ServiceAccount of ${kind.pods}.`;
  if (serviceAccountName.isAbsent) serviceAccountName.must(MESH.MC033, 'be the name of a ServiceAccount', { fix });
  else readObjectName(serviceAccountName);
  return {
    name: nameText(name.value),
    namespace: namespace.isGiven ? nameText(namespace.value) : kind.namespace,
    serviceAccountName: nameText(serviceAccountName.value),
    clusters: byName(readPlaces(clusters, state, { nowhere: kind.places, twice: kind.places })),
  };
}
