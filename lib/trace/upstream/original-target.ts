/**
 * Connections that go where the caller's own connection went: to the endpoints of the Service that the address belongs to, or
 * out of the mesh.
 * @module
 */
import { joinWords } from '../../errors';
import { type Cause, failed } from '../failure';
import { assuming, type End, type Flow, onward } from '../flow';
import type { ManifestObject } from '../../manifests';
import type { Service } from '../model/service';
import type { Site } from '../site';
import { isEncrypted } from '../wire';
import type { Connection } from './connection';
import type { Endpoint } from './endpoint';
import { PLAIN, type Tls } from './tls';

/** Where a caller connects to. */
export interface OriginalTarget {
  /** The Service of the cluster that the address belongs to; undefined if it is outside. */
  readonly service: Service | undefined;
  readonly port: number;
  /** Those of a headless Service's endpoints that the caller connects to; undefined for all of them. */
  readonly endpoints?: readonly Endpoint[];
  /** The ServiceEntry that names the port, if it is not the one that is called. */
  readonly namedBy?: ManifestObject;
}

/** The connections that Kubernetes makes of one to a port of a Service, or why there is none. */
export function passedOn(
  flow: Flow,
  { service, port, endpoints, namedBy }: OriginalTarget,
  site: Site,
  tls: Tls = PLAIN,
): readonly (Connection | End)[] {
  if (service === undefined) return [tls.mode === 'other' ? encrypted(flow, tls, site) : outside(flow, tls)];
  const backends = endpoints ?? backendsAt(service, port, site);
  if (backends.length === 0) {
    return [failed(flow, 'UF', nothingAt(service, port, namedBy))];
  }
  const total = backends.reduce((sum, { weight }) => sum + weight, 0);
  return backends.map((endpoint) => ({
    flow: { ...flow, probability: (flow.probability * endpoint.weight) / total },
    service,
    endpoint,
    tls,
    identities: undefined,
  }));
}

/** Why nothing takes a connection to a port of a Service. */
function nothingAt({ object, ports }: Service, port: number, namedBy: ManifestObject | undefined): Cause {
  if (ports.some(({ number }) => number === port))
    return { reason: `${object.id} has no Pods at port ${port}.`, fix: 'Run Pods that it selects, with this port.' };
  const all = ports.map(({ number, name }) => (name === '' ? String(number) : `${number} (${name})`));
  return {
    reason: `${object.id} has no port ${port}, but ${all.length === 0 ? 'none' : joinWords(all)}.`,
    fix: namedBy === undefined ? 'Call a port that it has.' : `Correct the targetPort in ${namedBy.id}.`,
  };
}

/** What is outside of the mesh answers. Who has mutual TLS with it knows it, and has said what is taken for granted. */
function outside(flow: Flow, { mode }: Tls): End {
  const { authority } = flow.wire;
  const isSaid = mode === 'mutual';
  return {
    flow: isSaid ? flow : assuming(flow, `${authority} is outside of the mesh, and is assumed to answer.`),
    status: 200,
  };
}

/**
 * A connection out of the mesh that a DestinationRule has the proxy encrypt. If the caller has encrypted it already, the server
 * finds TLS within TLS, which servers do not expect.
 * @see https://istio.io/latest/docs/ops/common-problems/network-issues/#double-tls
 */
function encrypted(flow: Flow, { setting }: Tls & { readonly mode: 'other' }, { cluster: { name } }: Site): End {
  if (!isEncrypted(flow.wire)) return outside(flow, PLAIN);
  const { object, path } = setting;
  const text = 'TLS around the TLS of the caller';
  const at = onward(flow, { kind: 'destination', cluster: name, text, object, path });
  const reason = `The caller encrypts the connection itself, and ${object.id} has its proxy encrypt it once more. Servers do not expect this.`;
  return failed(at, 'UC', {
    reason,
    fix: 'Have the caller send plain HTTP to a port for HTTP, or remove tls from the DestinationRule.',
  });
}

/** What is behind a port. A headless Service has the addresses of its endpoints, at whatever port is called. */
function backendsAt(service: Service, number: number, site: Site): readonly Endpoint[] {
  if (service.resolution === 'original-destination') return site.endpoints.namedBy(service, number);
  return service.ports
    .filter((each) => each.number === number)
    .flatMap((port) => site.endpoints.backendsOf(service, port));
}
