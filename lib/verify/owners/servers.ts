/**
 * At a port of a gateway, connections to a host are passed through by one server.
 * @module
 */
import type { Labels } from '../../istio';
import { makeFinding } from '../finding';
import { VERIFY } from '../messages';
import type { ServerClaim } from './claim';
import type { Ownership } from './ownership';

/** The hosts of servers in the mode AUTO_PASSTHROUGH, beside each other and beside servers without TLS (MC138). */
export const SERVERS: Ownership<ServerClaim> = {
  claimsIn: ({ servers }) => servers,

  // servers without TLS are not ours to judge
  clashes: (narrow, broad) =>
    (narrow.isPassing || broad.isPassing) &&
    narrow.port === broad.port &&
    maySelectSame(narrow.selector, broad.selector),

  report: ({ cluster, claim, title, other, owner }) => {
    const passing = claim.host === other.host ? 'them' : `"${other.host}"`;
    const must = claim.isPassing
      ? `pass connections to "${claim.host}" through port ${claim.port}`
      : `take connections without TLS at port ${claim.port}`;
    const but = other.isPassing ? `passes ${claim.isPassing ? passing : 'others'} through` : 'takes all connections at';
    const what = `${title} must not ${must}, because ${owner} ${but} the port of the same gateway.`;
    const fix = claim.isPassing ? undefined : 'Listen at another port, or select the Pods of another gateway.';
    return makeFinding(VERIFY.MC138, { what, got: claim.host, fix }, claim, cluster);
  },
};

/** Whether some Pods may have the labels of both selectors. Both may name the same gateway by different labels. */
function maySelectSame(one: Labels, other: Labels): boolean {
  return Object.entries(one).every(([key, value]) => other[key] === undefined || other[key] === value);
}
