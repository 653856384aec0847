/**
 * The services of a cluster in Istio's order, and by what they are asked for.
 * @module
 */
import { groupBy } from '../../manifests';
import { sortedByAge } from './age';
import { shownBy } from './default-export-to';
import { ByHost } from './hosts';
import type { MeshConfig } from './mesh-config';
import type { Service } from './service';

/** A service by its namespace and its host. */
export function nameOf({ namespace, host }: Service): string {
  return `${namespace}/${host}`;
}

/** Services by host. */
export function byHost(services: readonly Service[]): ReadonlyMap<string, Service> {
  return new Map(services.map((service) => [service.host, service]));
}

/** The services of ServiceEntries by host and wildcard. */
export function entriesByHost(services: readonly Service[]): ByHost<readonly Service[]> {
  const found = new ByHost<readonly Service[]>();
  const entries = services.filter(({ isOfKubernetes }) => !isOfKubernetes);
  for (const [host, all] of groupBy(entries, (each) => each.host)) found.set(host, all);
  return found;
}

/** The services of a cluster in Istio's order. The configuration says who sees those that do not say so. */
export function servicesOf(
  kubernetes: readonly Service[],
  entries: readonly Service[],
  { exportTo }: Pick<MeshConfig, 'exportTo'>,
): readonly Service[] {
  return oldestFirst(shownBy(exportTo.services, [...kubernetes, ...entries]));
}

/** Sorts services as Istio does: the oldest first, then by name. The name of a ServiceEntry's service is its host. */
export function oldestFirst(services: readonly Service[]): readonly Service[] {
  return sortedByAge(services, ({ object, namespace, host, isOfKubernetes }) => ({
    object,
    names: [isOfKubernetes ? object.name : host, namespace, object.name],
  }));
}

/** Sorts the services of Pods as Istio does for their proxies: the oldest first, then by host. */
export function inTargetOrder(services: readonly Service[]): readonly Service[] {
  return sortedByAge(services, ({ object, host }) => ({ object, names: [host] }));
}
