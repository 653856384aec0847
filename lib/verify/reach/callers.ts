/**
 * Callers whose Pods need a sidecar, because of what they call.
 * @module
 */
import { hasLabels } from '../../istio';
import { groupBy, podsIn, type PodsObject } from '../../manifests';
import { type Caller, CallingWorkload } from '../../mesh';
import type { Written } from '../written';

/** Pods of a caller that the mesh does not write, such as those of a CronJob. */
export interface CallerPods {
  readonly caller: CallingWorkload;
  readonly pods: readonly PodsObject[];
}

/** The Pods of workloads without ports, as far as their service account and labels tell. */
export function podsOfCallers({ own }: Written, callers: Iterable<Caller>): readonly CallerPods[] {
  const workloads = [...callers].filter((caller) => caller instanceof CallingWorkload);
  if (workloads.length === 0) return [];
  const byAccount = groupBy(podsIn(own), (each) => `${each.namespace ?? ''} ${each.serviceAccountName}`);
  return workloads.map((caller) => {
    const { namespace, serviceAccountName, labels } = caller;
    const near = byAccount.get(`${namespace} ${serviceAccountName}`) ?? [];
    // every Pod that names no account has this one
    const isTold = labels !== undefined || serviceAccountName !== 'default';
    return { caller, pods: isTold ? near.filter(({ podLabels }) => hasLabels(podLabels, labels ?? {})) : [] };
  });
}

/** The Pods of a caller that are written here: those of its own Service, or of a workload without ports. */
export function podsOfCaller(written: Written, caller: Caller): readonly PodsObject[] {
  const member = written.members().find(({ plan }) => plan.service === caller);
  return member?.pods ?? podsOfCallers(written, [caller]).flatMap(({ pods }) => pods);
}
