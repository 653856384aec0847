/**
 * A host of a mesh has one DestinationRule for each proxy.
 * @module
 */
import { ALL_NAMESPACES, isSeenFrom, ISTIO_NAMESPACE } from '../../istio';
import { makeFinding } from '../finding';
import { VERIFY } from '../messages';
import type { Claim } from './claim';
import type { Ownership } from './ownership';

/** The hosts of DestinationRules, if the plan of a mesh holds one of them (MC136). */
export const RULES: Ownership<Claim> = {
  claimsIn: ({ rules }) => rules,

  clashes: (narrow, broad) => {
    const planned = narrow.mesh === undefined ? broad : narrow;
    const other = planned === narrow ? broad : narrow;
    if (planned.mesh === undefined) return false;
    // Istio merges the rules of one namespace for one host, and takes each setting from the older rule
    if (planned.namespace === other.namespace) return planned.host === other.host;
    return isNearer(other, planned.mesh, planned.host === other.host);
  },

  report: ({ cluster, claim, title, other, owner }) => {
    const isSame = claim.host === other.host;
    const but = isSame ? `${owner} applies to it` : `proxies in its namespace would not see ${owner}`;
    const what = `${title} must not apply to host "${claim.host}", because ${but}.`;
    const fix = isSame ? undefined : 'Name the hosts that it is for, or export it from another namespace.';
    return makeFinding(VERIFY.MC136, { what, got: claim.host, fix }, claim, cluster);
  },
};

/**
 * Whether a rule hides the rules of other namespaces from proxies of the mesh: proxies first look in their own namespace. In
 * Istio's namespace, they first look for rules that no other namespace sees.
 */
function isNearer({ namespace, viewers }: Claim, mesh: ReadonlySet<string>, isSame: boolean): boolean {
  const isSeen = isSeenFrom(viewers, namespace);
  if (!isSeen || !mesh.has(namespace)) return false;
  return isSame || namespace !== ISTIO_NAMESPACE || (viewers !== ALL_NAMESPACES && viewers.size === 1);
}
