/**
 * Connections that go where the caller's own connection went: to the endpoints of the Service that the address belongs to, or
 * out of the mesh.
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
  const backends = backendsAt(service, port, site);
  if (backends.length === 0) {
    const reason = `The sidecar does not route requests to ${service.host}:${port}, and the Service has no Pods there.`;
    return [failed(flow, 'UF', { reason, fix: 'Export the Service to the caller, and call a port that it has.' })];
  }
  const total = backends.reduce((sum, { weight }) => sum + weight, 0);
  return backends.map((endpoint) => ({
    flow: { ...flow, probability: (flow.probability * endpoint.weight) / total },
    service,
    endpoint,
    tls: { mode: 'plain' },
    identities: undefined,
  }));
}

/** What is behind a port. A headless Service has the addresses of its endpoints, at whatever port is called. */
function backendsAt(service: Service, number: number, site: Site): readonly Endpoint[] {
  if (service.resolution === 'original-destination') return site.namedBy(service, number);
  return service.ports.filter((each) => each.number === number).flatMap((port) => site.backendsOf(service, port));
}
