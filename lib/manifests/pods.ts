/**
 * Finds the objects that create Pods.
 * @module
 */
import type { Labels } from '../istio';
import { type Fields, fields, items, labels, text } from './fields';
import type { ManifestObject } from './manifest-object';
import { withFacts } from './once';

/** An object that creates Pods: a Deployment, a StatefulSet, a CronJob, a Pod itself, or anything else with a Pod template. */
export interface PodsObject extends ManifestObject {
  /** The labels of the Pods. */
  readonly podLabels: Labels;
  readonly podAnnotations: Labels;
  /** Whether the Pods use the network of their node. */
  readonly hostNetwork: boolean;
  /** Whether a sidecar has been added to them already, as `istioctl kube-inject` does. */
  readonly hasProxyContainer: boolean;
  /** The service account of the Pods, which is `default` if they name none. */
  readonly serviceAccountName: string;
  /** The numbers of the ports of their containers, by name. */
  readonly containerPorts: ReadonlyMap<string, unknown>;
}

/** Finds the objects that create Pods. */
export function podsIn(objects: readonly ManifestObject[]): readonly PodsObject[] {
  return objects.filter(mayHavePods).flatMap((object) => podsOf(object) ?? []);
}

function mayHavePods({ planned, kind, json }: ManifestObject): boolean {
  // of the objects of a plan, which are very many, only Deployments do
  if (planned !== undefined) return kind === 'Deployment';
  const { template, jobTemplate } = fields(json['spec']);
  return kind === 'Pod' || template !== undefined || jobTemplate !== undefined;
}

const podsOf = withFacts((object): Omit<PodsObject, keyof ManifestObject> | undefined => {
  const template = templateOf(object);
  const { containers, initContainers, serviceAccountName, serviceAccount, hostNetwork } = fields(template['spec']);
  const account = text(serviceAccountName ?? serviceAccount) ?? '';
  if (!Array.isArray(containers)) return undefined;
  const staying = [...items(containers), ...items(initContainers).filter(isRestarted)];
  const ports = staying.flatMap((container) => items(fields(container)['ports']).map(fields));
  return {
    podLabels: labels(fields(template['metadata'])['labels']),
    podAnnotations: labels(fields(template['metadata'])['annotations']),
    hostNetwork: hostNetwork === true,
    hasProxyContainer: [...items(containers), ...items(initContainers)].map(fields).some(isProxy),
    serviceAccountName: account === '' ? 'default' : account,
    containerPorts: new Map(
      // the first port of a name counts
      ports
        .toReversed()
        .flatMap(({ name, containerPort }) => (typeof name === 'string' ? [[name, containerPort]] : [])),
    ),
  };
});

/** Whether an init container stays beside the others, as Kubernetes' own sidecars do. */
function isRestarted(container: unknown): boolean {
  return fields(container)['restartPolicy'] === 'Always';
}

/** Whether a container is a sidecar. One whose image the webhook is yet to set is not. */
function isProxy({ name, image }: Fields): boolean {
  return name === 'istio-proxy' && image !== undefined && image !== 'auto';
}

/** The template of the Pods, which a CronJob has within the template of its Jobs. */
function templateOf({ kind, json }: ManifestObject): Fields {
  if (kind === 'Pod') return json;
  const spec = fields(json['spec']);
  return fields(kind === 'CronJob' ? fields(fields(spec['jobTemplate'])['spec'])['template'] : spec['template']);
}
