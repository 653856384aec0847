/**
 * At which ports the Pods of a gateway take what comes to the ports of its Services.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/gateway.go
 * @module
 */
import { hasLabels } from '../../istio';
import type { Port } from '../model/service';
import type { Sender } from '../upstream/connections';

/** The port of the Pods behind a port of the gateway; undefined if no Service of it has this port. */
export function portOfPods(port: number, sender: Sender): number | undefined {
  const ports = portsOfServices(sender);
  const found = ports.find(({ number }) => number === port);
  // a gateway without a Service is called directly
  return found === undefined ? (ports.length === 0 ? port : undefined) : targetOf(found);
}

/** The port at which the Pods listen for a server: it names a port of a Service, else one of the Pods. */
export function portOfServer(port: number, sender: Sender): number {
  const found = portsOfServices(sender).find(({ number }) => number === port);
  return found === undefined ? port : targetOf(found);
}

function portsOfServices({ site, proxy }: Sender): readonly Port[] {
  return site.cluster.services
    .filter(
      ({ isOfKubernetes, namespace, selector }) =>
        isOfKubernetes && namespace === proxy.namespace && selector !== undefined && hasLabels(proxy.labels, selector),
    )
    .flatMap(({ ports }) => ports);
}

function targetOf({ target, number }: Port): number {
  return typeof target === 'number' ? target : number;
}
