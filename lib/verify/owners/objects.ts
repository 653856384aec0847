/**
 * Checks that each object of a cluster is written once.
 * @module
 */
import type { Finding } from '../../errors';
import type { ManifestObject } from '../../manifests';
import type { Cluster } from '../../mesh';
import { PLAN } from '../../plan';
import { makeFinding } from '../finding';
import type { Written } from '../written';
import type { Share } from './claim';

/** What to do about a Namespace that an app renders twice. */
const LEAVE_ONE =
  'Remove one of the two. If it is the mesh that should not write it, pass namespaces: "existing" to Mesh.';

/** What to do about a Namespace that two apps render. */
const MAKE_EQUAL =
  'Make the two equal, labels and annotations included, or pass namespaces: "existing" to one of the meshes.';

/** What to do about an object that two meshes have. */
const RENAME =
  'Give what it belongs to another name or namespace in one of the meshes, or leave it out of one of them.';

/** Finds objects of an app that are the same as an earlier one of it (MC030). */
export function checkObjects({ cluster, repeated }: Written): readonly Finding[] {
  // an object without a name has generateName, from which the API server creates one
  return repeated
    .filter(({ object }) => object.name !== '')
    .map(({ object, before }) =>
      renderedTwice(cluster, object, `"${before}"`, object.kind === 'Namespace' ? LEAVE_ONE : undefined),
    );
}

/** Finds objects of an app that an app `written` before it writes into the cluster too (MC030). Namespaces may be equal. */
export function findSharedObjects(own: Share, written: readonly Share[]): readonly Finding[] {
  if (written.length === 0) return [];
  const owners = new Map(
    written.flatMap((share) => [...share.owned().objects.keys()].map((id) => [id, share] as const)),
  );
  const { objects, namespaces } = own.owned();
  return [...objects].flatMap(([id, at]) => {
    const owner = owners.get(id);
    const text = namespaces.get(id);
    if (owner === undefined || (text !== undefined && text === owner.owned().namespaces.get(id))) return [];
    const place = `"${owner.owned().objects.get(id) ?? ''}" of app "${owner.folder}"`;
    const isOfTwo = owner.mesh !== own.mesh;
    const fix = text === undefined ? (isOfTwo ? RENAME : undefined) : MAKE_EQUAL;
    return [renderedTwice({ name: own.cluster }, { id, at }, place, fix)];
  });
}

function renderedTwice(
  cluster: Pick<Cluster, 'name'>,
  object: Pick<ManifestObject, 'id' | 'at'>,
  owner: string,
  fix?: string,
): Finding {
  const what = `${object.id} must be rendered once for cluster "${cluster.name}", but ${owner} has rendered it already.`;
  return makeFinding(PLAN.MC030, { what, got: object.at, fix }, object, cluster);
}
