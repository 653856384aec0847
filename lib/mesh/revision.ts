/**
 * The revisions of Istio that inject sidecars into the Pods of Namespaces.
 * @module
 */
import { type CallSite, type ConfigIssue, issue, listText, nearMiss } from '../errors';
import { isLabelValueText, MAX_LABEL } from '../istio';
import { isPlain, ownValue, type Part } from '../reading';
import { MESH } from './messages';
import type { Origin } from './workloads';

/** A revision or a revision tag of Istio, for all Namespaces or by the name of a Namespace. */
export type Revision = string | Readonly<Record<string, string>>;

/** Reads revisions (MC171). Something else labels existing Namespaces, so there are none then (MC173). */
export function readRevision(part: Part<Revision>, namespaces: Origin): Revision | undefined {
  if (!part.isGiven) return undefined;
  if (namespaces === 'existing') {
    part.report(
      MESH.MC173,
      `${part.title} must be left out with namespaces "existing", which the library does not label.`,
    );
    return undefined;
  }
  if (!isPlain(part.value)) readName(part);
  else for (const [, each] of (part as Part<Readonly<Record<string, string>>>).map()) readName(each);
  return part.sound;
}

function readName(part: Part): void {
  const isName = (text: string): boolean => isLabelValueText(text) && text.length <= MAX_LABEL;
  part.text(MESH.MC171, isName, 'be the name of a revision or of a revision tag');
}

/** The revision for a namespace; undefined for Istio's default revision. */
export function revisionFor(revision: Revision | undefined, namespace: string): string | undefined {
  return typeof revision === 'object' ? ownValue(revision, namespace) : revision;
}

/** Checks that revisions are for namespaces of the mesh (MC172), which was created at `at`. */
export function checkRevision(
  revision: Revision | undefined,
  mesh: string,
  namespaces: readonly string[],
  at: CallSite,
): readonly ConfigIssue[] {
  if (typeof revision !== 'object') return [];
  return Object.keys(revision)
    .filter((namespace) => !namespaces.includes(namespace))
    .map((got) => {
      const known = namespaces.length === 0 ? 'no namespace' : `only ${listText(namespaces)}`;
      const what = `"revision" of mesh "${mesh}" must be for namespaces of the mesh, but has "${got}", and the mesh has ${known}.`;
      return issue(MESH.MC172, { what, got, meant: nearMiss(got, namespaces) }, at);
    });
}
