/**
 * What makes Pods among objects.
 * @module
 */
import type { Labels } from '../istio';
import { fields, items, labels, text } from './fields';
import type { ManifestObject } from './manifest-object';

/** What makes Pods: a Deployment, a StatefulSet, a Rollout, a Pod itself, or whatever else has a template of Pods. */
export interface PodsObject extends ManifestObject {
  /** The labels of the Pods. */
  readonly podLabels: Labels;
  /** The account that the Pods run as, said or not. */
  readonly serviceAccountName: string;
  /** The numbers of the ports of their containers, by name. */
  readonly containerPorts: ReadonlyMap<string, unknown>;
}

/** What makes Pods among objects. */
export function podsIn(objects: readonly ManifestObject[]): readonly PodsObject[] {
  return objects.flatMap((object) => {
    const template = object.kind === 'Pod' ? object.json : fields(fields(object.json['spec'])['template']);
    const { containers, serviceAccountName, serviceAccount } = fields(template['spec']);
    const account = text(serviceAccountName ?? serviceAccount) ?? '';
    if (!Array.isArray(containers)) return [];
    const ports = items(containers).flatMap((container) => items(fields(container)['ports']).map(fields));
    return [
      {
        ...object,
        podLabels: labels(fields(template['metadata'])['labels']),
        serviceAccountName: account === '' ? 'default' : account,
        containerPorts: new Map(
          ports.flatMap(({ name, containerPort }) => (typeof name === 'string' ? [[name, containerPort]] : [])),
        ),
      },
    ];
  });
}
