/**
 * The Gateway object by which an east-west gateway passes exactly some services through, by server name.
 * @module
 */
import { GATEWAY_PORT, GATEWAY_SELECTOR, ISTIO_NAMESPACE, serviceHost } from '../../istio';
import { compareNames, type IMeshService } from '../../mesh';
import type { GatewayResource } from '../cluster-plan';
import { CURRENT } from '../dialect/current';

/** The Gateway of a mesh in a cluster that other clusters send requests to. */
export function passthroughGateway(mesh: string, exposed: readonly IMeshService[]): GatewayResource {
  const hosts = exposed.map((service) => `${service.namespace}/${serviceHost(service)}`).sort(compareNames);
  const port = { number: GATEWAY_PORT, name: 'tls', protocol: 'TLS' };
  return CURRENT.istio('Gateway', mesh, ISTIO_NAMESPACE, {
    selector: GATEWAY_SELECTOR,
    servers: [{ port, tls: { mode: 'AUTO_PASSTHROUGH' }, hosts }],
  });
}
