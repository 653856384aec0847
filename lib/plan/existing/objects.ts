/**
 * Services and Pods in the objects of an app, whatever made them.
 * @module
 */
import { effectiveNamespace, type Labels, resourceId } from '../../istio';

/** An object of an app: as it is written, and the path of its construct. */
export interface FoundObject {
  readonly json: unknown;
  readonly path: string;
}

/** A Service. */
export interface FoundService {
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly selector: Labels;
  readonly ports: readonly Fields[];
}

/** What makes Pods: a Deployment, a StatefulSet, a Rollout, a Pod itself, or whatever else has a template of them. */
export interface FoundPods {
  readonly id: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly serviceAccountName: string;
  /** The numbers of their ports by name. */
  readonly ports: ReadonlyMap<string, unknown>;
}

type Fields = Readonly<Record<string, unknown>>;

/** The Services among objects. */
export function servicesIn(objects: readonly FoundObject[]): readonly FoundService[] {
  return objects.flatMap((object) => {
    const { apiVersion, kind, metadata, spec } = fields(object.json);
    if (apiVersion !== 'v1' || kind !== 'Service') return [];
    const { selector, ports } = fields(spec);
    return [{ ...identity(object, metadata), selector: labels(selector), ports: list(ports).map(fields) }];
  });
}

/** What makes Pods among objects. */
export function podsIn(objects: readonly FoundObject[]): readonly FoundPods[] {
  return objects.flatMap((object) => {
    const { kind, metadata, spec } = fields(object.json);
    const template = kind === 'Pod' ? fields(object.json) : fields(fields(spec)['template']);
    const pod = fields(template['spec']);
    if (!Array.isArray(pod['containers'])) return [];
    const { serviceAccountName, serviceAccount } = pod;
    const account = serviceAccountName ?? serviceAccount;
    const ports = list(pod['containers']).flatMap((container) => list(fields(container)['ports']).map(fields));
    return [
      {
        ...identity(object, metadata),
        labels: labels(fields(template['metadata'])['labels']),
        serviceAccountName: typeof account === 'string' && account !== '' ? account : 'default',
        ports: new Map(
          ports.flatMap(({ name, containerPort }) => (typeof name === 'string' ? [[name, containerPort]] : [])),
        ),
      },
    ];
  });
}

function identity(
  { json, path }: FoundObject,
  metadata: unknown,
): { readonly id: string; readonly name: string; readonly namespace: string } {
  const { apiVersion, kind } = fields(json);
  const { name: given, namespace: place } = fields(metadata);
  const name = text(given);
  const resource = { apiVersion: text(apiVersion), kind: text(kind), metadata: { name, namespace: text(place) } };
  return { id: `${resourceId(resource)} ("${path}")`, name, namespace: effectiveNamespace(resource) ?? '' };
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function labels(value: unknown): Labels {
  return Object.fromEntries(Object.entries(fields(value)).map(([key, label]) => [key, text(label)]));
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
