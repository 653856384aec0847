/**
 * The hosts that a server of a Gateway and a VirtualService have in common.
 * @module
 */
import { covers } from '../model/hosts';
import type { VirtualService } from '../model/virtual-services';
import type { Server } from './servers';

/** The hosts that both have, wildcards included. A server may name the namespace of the VirtualServices that a host is for. */
export function commonHosts(server: Server, routes: VirtualService): readonly string[] {
  const offered = server.hosts.flatMap((each) => {
    const [namespace, host = ''] = each.split('/');
    return namespace === '*' || namespace === routes.namespace ? [host.toLowerCase()] : [];
  });
  const common = offered.flatMap((one) =>
    routes.hosts.flatMap((other) => (covers(other, one) ? [one] : covers(one, other) ? [other] : [])),
  );
  return [...new Set(common)];
}
