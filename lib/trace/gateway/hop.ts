/**
 * How a gateway is shown on the way of a request.
 * @module
 */
import type { Decided } from '../flow';
import type { Workload } from '../model/workload';
import type { Sender } from '../upstream/connection';

/** A gateway, and the port that is called. */
export function gatewayHop(gateway: Sender, called: string): Decided {
  const { site, proxy } = gateway;
  const text = `${proxy.name}, ${called}${assumedThere(gateway)}`;
  return { kind: 'gateway', cluster: site.cluster.name, text, object: podsOf(gateway)?.object };
}

/** What to say of a gateway that the manifests lack. */
export function assumedThere(gateway: Sender): string {
  return podsOf(gateway)?.isAssumed === false ? '' : ', assumed to be there';
}

function podsOf({ site, proxy }: Sender): Workload | undefined {
  return site.cluster.workloadsByLabels.find(proxy.namespace, proxy.labels)[0];
}
