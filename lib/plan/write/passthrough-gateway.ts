/**
 * Writes the Gateway object that makes an east-west gateway pass through connections to some services, by server name.
 * @module
 */
import { serviceHost } from '../../istio';
import { type ClusterGateway, compareNames, type IMeshService } from '../../mesh';
import type { GatewayResource } from '../cluster-plan';
import { CURRENT } from '../dialect/current';

/** The Gateway of a mesh in a cluster that other clusters send requests to. */
export function passthroughGateway(
  mesh: string,
  { serverPort, selector, namespace }: NonNullable<ClusterGateway['object']>,
  exposed: readonly IMeshService[],
): GatewayResource {
  const hosts = exposed.map((service) => `${service.namespace}/${serviceHost(service)}`).sort(compareNames);
  const port = { number: serverPort, name: 'tls', protocol: 'TLS' };
  return CURRENT.istio('Gateway', mesh, namespace, {
    selector,
    servers: [{ port, tls: { mode: 'AUTO_PASSTHROUGH' }, hosts }],
  });
}
