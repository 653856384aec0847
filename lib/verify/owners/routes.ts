/**
 * In a cluster, one VirtualService routes a host for sidecars.
 * @module
 */
import { ALL_NAMESPACES, commonViewers, isEmpty } from '../../istio';
import { makeFinding } from '../finding';
import { VERIFY } from '../messages';
import type { Claim, RouteClaim } from './claim';
import type { Ownership } from './ownership';

/** The hosts of VirtualServices that sidecars obey, and of Services that have routes of the Gateway API (MC135). */
export const ROUTES: Ownership<RouteClaim> = {
  claimsIn: ({ routes }) => routes,

  // for requests, a VirtualService for the host itself takes precedence over one for a wildcard; for connections, it does not
  clashes: (narrow, broad) =>
    (narrow.host === broad.host || (narrow.hasConnections && broad.hasConnections)) &&
    !isOfUsers(narrow, broad) &&
    haveViewers(narrow, broad),

  report: ({ cluster, claim, title, other, owner }) => {
    const what = `${title} must not route host "${claim.host}", because ${owner} routes ${claim.host === other.host ? 'it' : `"${other.host}"`}.`;
    const fix = claim.isServiceRoute
      ? 'Describe its rules with addRoute, and remove the Service from its parentRefs.'
      : undefined;
    return makeFinding(VERIFY.MC135, { what, got: claim.host, fix }, claim, cluster);
  },
};

/** Whether users wrote both, one of them for the Gateway API. Then they know that it comes first. */
function isOfUsers(one: RouteClaim, other: RouteClaim): boolean {
  return (one.isServiceRoute || other.isServiceRoute) && one.mesh === undefined && other.mesh === undefined;
}

/** Whether some proxies see both objects. For an object of a mesh, only proxies in the namespaces of the mesh count. */
export function haveViewers(one: Claim, other: Claim): boolean {
  const viewers = commonViewers(one.viewers, other.viewers);
  const mesh = one.mesh ?? other.mesh;
  if (viewers === ALL_NAMESPACES || mesh === undefined) return !isEmpty(viewers);
  return !isEmpty(commonViewers(viewers, mesh));
}
