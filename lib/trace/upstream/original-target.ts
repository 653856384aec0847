/**
 * Connections that go where the caller's own connection went: to Pods of the Service that the address belongs to, or out of the
 * mesh.
 * @module
 */
import { failed } from '../failure';
import type { End, Flow } from '../flow';
import type { Service } from '../model/service';
import type { Site } from '../site';
import type { Connection } from './connections';
import type { Endpoint } from './endpoint';

/** Where a caller connects to. */
export interface OriginalTarget {
  /** The Service of the cluster that the address belongs to; undefined if it is outside. */
  readonly service: Service | undefined;
  readonly port: number;
}

/** The connections that Kubernetes makes of one to a port of a Service, without encryption, or why there is none. */
export function passedOn(flow: Flow, { service, port }: OriginalTarget, site: Site): readonly (Connection | End)[] {
  if (service === undefined) return [{ flow, status: 200 }];
  const pods = podsAt(service, port, site);
  if (pods.length === 0) {
    const reason = `The sidecar does not route requests to ${service.host}:${port}, and the Service has no Pods there.`;
    return [failed(flow, 'UF', { reason, fix: 'Export the Service to the caller, and call a port that it has.' })];
  }
  const total = pods.reduce((sum, { weight }) => sum + weight, 0);
  return pods.map((endpoint) => ({
    flow: { ...flow, probability: (flow.probability * endpoint.weight) / total },
    service,
    endpoint,
    tls: { mode: 'plain' },
    identities: undefined,
  }));
}

/** The Pods behind a port. A headless Service has the addresses of its Pods, at whatever port is called. */
function podsAt(service: Service, number: number, site: Site): readonly Endpoint[] {
  if (service.resolution !== 'original-destination')
    return service.ports.filter((each) => each.number === number).flatMap((port) => site.podsOf(service, port));
  const all = service.ports.flatMap((port) => site.podsOf(service, port));
  const byWorkload = new Map(all.map((each) => [each.workload, { ...each, port: number }]));
  return [...byWorkload.values()];
}
