/**
 * Finds the Services among objects.
 * @module
 */
import type { Labels, ServicePort } from '../istio';
import { fields, items, labels, text } from './fields';
import type { ManifestObject } from './manifest-object';
import { withFacts } from './once';

/** A Service. */
export interface ServiceObject extends ManifestObject {
  /** The labels by which it selects Pods; none if it selects nothing. */
  readonly selector: Labels;
  readonly ports: readonly ServicePort[];
}

/** Finds the Services among objects. */
export function servicesIn(objects: readonly ManifestObject[]): readonly ServiceObject[] {
  return objects
    .filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Service')
    .flatMap((object) => serviceOf(object) ?? []);
}

const serviceOf = withFacts(({ json }): Omit<ServiceObject, keyof ManifestObject> => {
  const { selector, ports } = fields(json['spec']);
  return { selector: labels(selector), ports: items(ports).flatMap(readPort) };
});

/** Whether a Service only stands for a host outside of the cluster. */
export function isExternalName({ json }: ServiceObject): boolean {
  return fields(json['spec'])['type'] === 'ExternalName';
}

function readPort(value: unknown): readonly ServicePort[] {
  const { port, targetPort, ...texts } = fields(value);
  const [name, protocol, appProtocol] = [texts['name'], texts['protocol'], texts['appProtocol']].map(text);
  if (typeof port !== 'number') return [];
  return [
    {
      port,
      ...(name !== undefined && { name }),
      ...((protocol === 'UDP' || protocol === 'SCTP') && { protocol }),
      ...(appProtocol !== undefined && { appProtocol }),
      ...((typeof targetPort === 'number' || typeof targetPort === 'string') && { targetPort }),
    },
  ];
}
