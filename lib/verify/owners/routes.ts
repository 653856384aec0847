/**
 * In a cluster, one VirtualService routes a host for sidecars.
 * @module
 */
import { ALL_NAMESPACES, commonViewers, isEmpty } from '../../istio';
import { makeFinding } from '../finding';
import { VERIFY } from '../messages';
import type { Claim, RouteClaim } from './claim';
import type { Ownership } from './ownership';

/** The hosts of VirtualServices that sidecars obey (MC135). */
export const ROUTES: Ownership<RouteClaim> = {
  claimsIn: ({ routes }) => routes,

  // for requests, a VirtualService for the host itself takes precedence over one for a wildcard; for connections, it does not
  clashes: (narrow, broad) =>
    (narrow.host === broad.host || (narrow.hasConnections && broad.hasConnections)) && haveViewers(narrow, broad),

  report: ({ cluster, claim, title, other, owner }) => {
    const what = `${title} must not route host "${claim.host}", because ${owner} routes ${claim.host === other.host ? 'it' : `"${other.host}"`}.`;
    return makeFinding(VERIFY.MC135, { what, got: claim.host }, claim, cluster);
  },
};

/** Whether some proxies see both objects. For an object of a mesh, only proxies in the namespaces of the mesh count. */
export function haveViewers(one: Claim, other: Claim): boolean {
  const viewers = commonViewers(one.viewers, other.viewers);
  const mesh = one.mesh ?? other.mesh;
  if (viewers === ALL_NAMESPACES || mesh === undefined) return !isEmpty(viewers);
  return !isEmpty(commonViewers(viewers, mesh));
}
