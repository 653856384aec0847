/**
 * A host of a mesh has one ServiceEntry, and none if it is the host of a Service.
 * @module
 */
import { makeFinding } from '../finding';
import { VERIFY } from '../messages';
import type { Claim } from './claim';
import type { Ownership } from './ownership';
import { haveViewers } from './routes';

/** The hosts of ServiceEntries, if the plan of a mesh holds one of them, and the hosts of its Services (MC137). */
export const ENTRIES: Ownership<Claim> = {
  claimsIn: ({ entries }) => entries,

  clashes: (narrow, broad) =>
    narrow.host === broad.host && (narrow.mesh ?? broad.mesh) !== undefined && haveViewers(narrow, broad),

  report: ({ cluster, claim, title, owner }) => {
    const what = `${title} must not have host "${claim.host}", because it is the host of ${owner}.`;
    return makeFinding(VERIFY.MC137, { what, got: claim.host }, claim, cluster);
  },
};
