/**
 * At a port of a gateway, connections to a host are passed through by one server.
 * @module
 */
import type { Labels } from '../../istio';
import { makeFinding } from '../finding';
import { VERIFY } from '../messages';
import type { ServerClaim } from './claim';
import type { Ownership } from './ownership';

/** The hosts of servers in the mode AUTO_PASSTHROUGH (MC138). */
export const SERVERS: Ownership<ServerClaim> = {
  claimsIn: ({ servers }) => servers,

  clashes: (narrow, broad) => narrow.port === broad.port && maySelectSame(narrow.selector, broad.selector),

  report: ({ cluster, claim, title, other, owner }) => {
    const what = `${title} must not pass connections to "${claim.host}" through port ${claim.port}, because ${owner} passes ${claim.host === other.host ? 'them' : `"${other.host}"`} through the port of the same gateway.`;
    return makeFinding(VERIFY.MC138, { what, got: claim.host }, claim, cluster);
  },
};

/** Whether some Pods may have the labels of both selectors. Both may name the same gateway by different labels. */
function maySelectSame(one: Labels, other: Labels): boolean {
  return Object.entries(one).every(([key, value]) => other[key] === undefined || other[key] === value);
}
