/**
 * Checks that a construct's objects are all written, under the names that the plan gives them.
 * @module
 */
import type { Finding } from '../../errors';
import { type Resource, resourceId } from '../../istio';
import type { ManifestObject } from '../../manifests';
import { makeFinding, titleOf } from '../finding';
import { VERIFY } from '../messages';
import { textOf } from '../same';
import type { Written } from '../written';

/** Finds objects of the plan that have another name (MC139), or that are missing beside others of their construct (MC140). */
export function checkMissing(written: Written): readonly Finding[] {
  const { planned, objects, cluster } = written;
  const isWritten = (resource: Resource): boolean => objects.byId.has(resourceId(resource));
  const strays = strayObjects(written);
  return planned.groups.flatMap((group) => {
    const sibling = group.find(isWritten);
    return group
      .filter((resource) => !isWritten(resource))
      .flatMap((resource) => {
        const id = resourceId(resource);
        const beside = sibling && objects.byId.get(resourceId(sibling));
        const stray = strays.get(constructOf(beside?.at), resource);
        if (stray !== undefined) {
          const what = `${titleOf(stray, cluster)} must be ${id}, as planned.`;
          return [makeFinding(VERIFY.MC139, { what, got: stray.id }, stray, cluster)];
        }
        if (beside === undefined) return [];
        const what = `${titleOf({ id }, cluster)} must be written together with ${beside.id}, but is missing.`;
        return [makeFinding(VERIFY.MC140, { what }, { id, at: beside.at }, cluster)];
      });
  });
}

/** Objects that the plan does not hold, and that may be renamed objects of the plan. */
interface Strays {
  /** The object in the place of a planned one: of the same construct, or with the same spec. */
  get(construct: string | undefined, planned: Resource): ManifestObject | undefined;
}

function strayObjects({ objects, planned }: Written): Strays {
  const strays = objects.all.filter(({ id }) => !planned.byId.has(id));
  const byKey = new Map<string, ManifestObject>();
  const kinds = new Set([...planned.byId.values()].map(({ kind }) => kind));
  for (const stray of strays.filter(({ kind }) => kinds.has(kind))) {
    const { kind, at, json } = stray;
    byKey.set(`${kind} ${constructOf(at) ?? ''}`, stray);
    if (json['spec'] !== undefined) byKey.set(`${kind} ${textOf(json['spec'])}`, stray);
  }
  return {
    get: (construct, { kind, ...rest }) =>
      (construct === undefined ? undefined : byKey.get(`${kind} ${construct}`)) ??
      ('spec' in rest ? byKey.get(`${kind} ${textOf(rest.spec)}`) : undefined),
  };
}

/** The path of the construct that renders an object. */
function constructOf(at: string | undefined): string | undefined {
  return at?.replace(/\/[^/]*$/, '');
}
