/**
 * At which ports the Pods of a gateway take what comes to the ports of its Services.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/gateway.go
 * @module
 */
import type { Sender } from '../upstream/connection';

/** The ports of the Pods of a gateway. */
export interface GatewayPorts {
  /** The one behind a port of the gateway; undefined if no Service of it has this port. */
  readonly ofPods: (port: number) => number | undefined;
  /** The one for a server, which names a port of a Service, else one of the Pods. */
  readonly ofServer: (port: number) => number;
}

/** Finds the ports of a gateway. One without a Service is called directly. */
export function gatewayPorts({ site, proxy }: Pick<Sender, 'site' | 'proxy'>): GatewayPorts {
  const ports = site
    .servicesOf(proxy)
    .filter(({ isOfKubernetes }) => isOfKubernetes)
    .flatMap((service) => service.ports);
  const targetOf = (number: number): number | undefined => {
    const found = ports.find((each) => each.number === number);
    // the names of the ports of a gateway's containers are assumed to be those of its Service
    return found === undefined ? undefined : typeof found.target === 'number' ? found.target : number;
  };
  return {
    ofPods: (port) => (ports.length === 0 ? port : targetOf(port)),
    ofServer: (port) => targetOf(port) ?? port,
  };
}
