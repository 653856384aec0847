/**
 * Objects that clusters share: equal objects of different clusters are one value. It takes the memory of one, and whoever renders
 * or writes it does so once.
 * @module
 */
import { type Resource, resourceId, type SpecifiedResource } from '../../istio';
import { isEqual } from '../../reading';
import { settled } from '../settled';
import type { Dialect } from './dialect';

/** How many values of one object are compared with a new one. More are rare, and comparing with all of them takes too long. */
const KEPT = 4;

/** Answers an equal object from before in place of a new one. */
type Share = <R extends Resource>(resource: R) => R;

/** Shares objects in their settled form, so that nobody can change them. */
function sharing(): Share {
  const known = new Map<string, unknown[]>();
  return (resource) => {
    const id = resourceId(resource);
    const before = known.get(id) ?? [];
    for (const other of before) if (isEqual(resource, other)) return other;
    const made = settled(resource);
    known.set(id, [made, ...before.slice(0, KEPT - 1)]);
    return made;
  };
}

/** A dialect whose objects are shared. */
export function sharedDialect(dialect: Dialect): Dialect {
  const share = sharing();
  // the objects of specs that are shared themselves
  const bySpec = new WeakMap<object, Resource>();
  return {
    ...dialect,
    istio: <Kind extends string, Spec>(kind: Kind, name: string, namespace: string, spec: Spec) => {
      const before = isObject(spec) ? bySpec.get(spec) : undefined;
      if (isOf<Kind, Spec>(before, kind, name, namespace)) return before;
      const made = share(dialect.istio(kind, name, namespace, spec));
      if (isObject(spec)) bySpec.set(spec, made);
      return made;
    },
    namespace: (name, revision) => {
      const made = dialect.namespace(name, revision);
      return made && share(made);
    },
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

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Whether an object that was made of a spec before is the one that is wanted of it now. */
function isOf<Kind extends string, Spec>(
  made: Resource | undefined,
  kind: Kind,
  name: string,
  namespace: string,
): made is SpecifiedResource<Kind, Spec> {
  return made?.kind === kind && made.metadata.name === name && made.metadata.namespace === namespace;
}
