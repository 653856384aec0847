/**
 * Reads the options of a workload that calls services.
 * @module
 */
import type { CallSite } from '../errors';
import type { CallingWorkload, CallingWorkloadProps } from './calling-workload';
import { MESH } from './messages';
import { nameText } from './names';
import { readCaller, type ReadCaller } from './read-caller';
import { readLabels } from './rules/caller-conditions';
import type { MeshState } from './state';

/** The options of a workload, after reading. */
export interface ReadCallingWorkload extends ReadCaller, Pick<CallingWorkload, 'labels'> {}

const KIND = { namespace: 'default', places: MESH.MC157, pods: 'its Pods' } as const;

/** Reads the name and the options of a workload. */
export function readCallingWorkload(
  state: MeshState,
  given: string,
  props: CallingWorkloadProps,
  at: CallSite,
): ReadCallingWorkload {
  const name = state.log.part('the name of a caller', given, at);
  const part = state.log.part(`caller "${nameText(given)}"`, props, at);
  const options = part.options(['clusters', 'serviceAccountName', 'namespace', 'labels']);
  return {
    ...readCaller(state, name, options, KIND),
    labels: options.labels.optional((labels) => readLabels(labels, MESH.MC157)),
  };
}
