/**
 * The services that a proxy knows: which of several for one host counts, and when several become one.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/sidecar.go
 * @module
 */
import { hasLabels, type Labels } from '../../istio';
import { labelsOf } from '../../manifests';
import type { Service } from '../model/service';

/**
 * Keeps the services of one namespace for each host: the proxy's own, else one with a Kubernetes Service, else that of the first
 * service.
 */
export function ofOneNamespace(namespace: string, services: readonly Service[]): readonly Service[] {
  const chosen = new Map<string, Service>();
  for (const service of services) {
    const before = chosen.get(service.host);
    const isBetter =
      before === undefined ||
      service.namespace === namespace ||
      (!before.isOfKubernetes && service.isOfKubernetes && before.namespace !== namespace);
    if (isBetter) chosen.set(service.host, service);
  }
  return services.filter(({ host, namespace: own }) => chosen.get(host)?.namespace === own);
}

/**
 * What several services of a host are to a proxy: the first Kubernetes Service, else the first of them, with the ports of others
 * like it.
 */
export function merged([first, ...others]: readonly Service[]): Service | undefined {
  return first === undefined ? undefined : others.reduce(mergeServices, first);
}

function mergeServices(before: Service, service: Service): Service {
  if (before.isOfKubernetes !== service.isOfKubernetes) return before.isOfKubernetes ? before : service;
  if (!isAlike(before, service)) return before;
  const numbers = new Set(before.ports.map(({ number }) => number));
  const added = service.ports.filter(({ number }) => !numbers.has(number));
  return added.length === 0 ? before : { ...before, ports: [...before.ports, ...added] };
}

function isAlike(one: Service, other: Service): boolean {
  return (
    one.namespace === other.namespace &&
    one.resolution === other.resolution &&
    isSame(one.selector ?? {}, other.selector ?? {}) &&
    isSame(labelsOf(one.object), labelsOf(other.object)) &&
    // as they are written: no list is not the same as a list of all namespaces
    isSame(exported(one), exported(other))
  );
}

function exported({ exportTo }: Service): Labels {
  return Object.fromEntries(exportTo.map((each) => [each, '']));
}

function isSame(one: Labels, other: Labels): boolean {
  return hasLabels(one, other) && hasLabels(other, one);
}
