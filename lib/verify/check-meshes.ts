/**
 * Checks that what is written is of one mesh where names say so: in a cluster, and in the folder of an app.
 * @module
 */
import { CallSite, type ConfigIssue, issue } from '../errors';
import { groupBy } from '../manifests';
import { areSame, digestOf } from './description';
import { VERIFY } from './messages';
import type { Share } from './owners/claim';
import { appOf, clusterOf } from './record';

/** Two apps with the same name of a mesh. */
type Pair = readonly [Share, Share];

/**
 * Finds apps whose meshes have one name but different descriptions (MC129), and apps of one folder under different schemes
 * (MC130). What this process has written before and what stays counts too.
 */
export function checkMeshes(shares: readonly Share[], stays: readonly Share[]): readonly ConfigIssue[] {
  const all = [...stays, ...shares];
  const inApps = pairsIn(all, appOf);
  const meshes = [...pairsIn(all, clusterOf), ...inApps].filter(
    ([one, other]) => !areSame(one.description, other.description),
  );
  const schemes = inApps.filter(
    ([one, other]) => one.scheme !== other.scheme && areSame(one.description, other.description),
  );
  return [
    ...once(meshes, ([one, other]) => `${digestOf(one.description)} ${digestOf(other.description)}`).map(sayMesh),
    ...once(schemes, ([, other]) => appOf(other.folder)).map(sayScheme),
  ];
}

/** Each app with the first one that has the same name of a mesh and the same place. Equality needs no other pairs. */
function pairsIn(shares: readonly Share[], placeOf: (folder: string) => string): readonly Pair[] {
  const groups = groupBy(shares, ({ mesh, folder }) => `${mesh} ${placeOf(folder)}`);
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : others.map((other) => [first, other] as const),
  );
}

function once(pairs: readonly Pair[], keyOf: (pair: Pair) => string): readonly Pair[] {
  return [...new Map(pairs.toReversed().map((pair) => [keyOf(pair), pair])).values()].toReversed();
}

function sayMesh([one, other]: Pair): ConfigIssue {
  const what = `The apps "${one.folder}" and "${other.folder}" must have the same mesh "${other.mesh}", but the descriptions differ.`;
  return issue(VERIFY.MC129, { what }, CallSite.here());
}

function sayScheme([one, other]: Pair): ConfigIssue {
  const what = `The apps "${one.folder}" and "${other.folder}" must be planned with one scheme, but are planned with ${one.scheme} and ${other.scheme}.`;
  return issue(VERIFY.MC130, { what }, CallSite.here());
}
