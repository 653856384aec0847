/**
 * Checks that each object is written once.
 * @module
 */
import type { Finding } from '../errors';
import type { ManifestObject } from '../manifests';
import type { Cluster } from '../mesh';
import { PLAN } from '../plan';
import { makeFinding } from './subject';

/** Finds objects of a cluster that are the same as an earlier one (MC030). */
export function checkOwners(cluster: Cluster, objects: readonly ManifestObject[]): readonly Finding[] {
  const owners = new Map<string, ManifestObject>();
  return objects.flatMap((object) => {
    const { id, name, at } = object;
    const owner = owners.get(id);
    // an object without a name has generateName, from which the API server creates one
    if (name === '') return [];
    if (owner === undefined) {
      owners.set(id, object);
      return [];
    }
    const what = `${id} must be rendered once for cluster "${cluster.name}", but "${owner.at}" has rendered it already.`;
    return [makeFinding(PLAN.MC030, { what, got: at }, object, cluster)];
  });
}
