/**
 * Objects that clusters share: equal objects of different clusters are one value. It takes the memory of one, and whoever renders
 * or writes it does so once.
 * @module
 */
import { type Resource, resourceId } from '../../istio';
import type { Dialect } from './dialect';

/** How many values of one object are compared with a new one. More are rare, and comparing with all of them takes too long. */
const KEPT = 4;

/** A dialect whose objects are shared. Nobody can change them. */
export function sharing(dialect: Dialect): Dialect {
  const known = new Map<string, unknown[]>();
  const share = <R extends Resource>(resource: R): R => {
    const id = resourceId(resource);
    const before = known.get(id) ?? [];
    for (const other of before) if (isEqual(resource, other)) return other;
    known.set(id, [freeze(resource), ...before.slice(0, KEPT - 1)]);
    return resource;
  };
  return {
    ...dialect,
    istio: (kind, name, namespace, spec) => share(dialect.istio(kind, name, namespace, spec)),
    workloads: (service, versions, labels) => {
      const { serviceAccount, deployments, ...made } = dialect.workloads(service, versions, labels);
      return {
        service: share(made.service),
        serviceAccount: serviceAccount && share(serviceAccount),
        deployments: deployments.map(({ version, resource }) => ({ version, resource: share(resource) })),
      };
    },
  };
}

/** Whether two plain values are equal, the order of their fields included. */
function isEqual<T>(value: T, other: unknown): other is T {
  if (Object.is(value, other)) return true;
  if (typeof value !== 'object' || typeof other !== 'object' || value === null || other === null) return false;
  if (Array.isArray(value) !== Array.isArray(other)) return false;
  const [fields, others] = [Object.entries(value), Object.entries(other)];
  return (
    fields.length === others.length &&
    fields.every(([key, field], index) => key === others[index]?.[0] && isEqual(field, others[index][1]))
  );
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const field of Object.values(value)) freeze(field);
  return Object.freeze(value);
}
