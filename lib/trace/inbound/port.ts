/**
 * What a sidecar does with a connection that arrives at a port of its Pod: which of its filter chains takes it.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/core/filterchain_options.go
 * @module
 */
import { readingOf, targetNumber } from '../model/service';
import type { Workload } from '../model/workload';
import type { Site } from '../site';
import { isEncrypted, type Wire } from '../wire';
import type { MutualTls } from './peer-authentication';

/** How a port reads what comes in: as HTTP, as bytes, or as what the first bytes look like. */
export type PortProtocol = 'http' | 'tcp' | 'unknown';

/** How a connection is encrypted by the proxy of its caller: by mutual TLS of Istio, by other TLS, or not at all. */
export type Encryption = 'plain' | 'mutual' | 'other';

/** Whether a sidecar that takes a connection reads it as HTTP, or why it closes it. */
export type Taken = 'http' | 'bytes' | 'encrypted' | 'not encrypted' | 'not HTTP';

/** The protocol of a port of Pods: that of the oldest Service or ServiceEntry that selects them and sends requests there. */
export function protocolAt(workload: Workload, number: number, site: Site): PortProtocol {
  for (const { ports } of site.servicesOf(workload)) {
    const port = ports.find((each) => targetNumber(each, workload.ports) === number && each.protocol !== 'UDP');
    if (port === undefined) continue;
    const reading = readingOf(port);
    return reading === 'http' || reading === 'unknown' ? reading : 'tcp';
  }
  return 'unknown';
}

/** What becomes of a connection at a port whose Pods accept or require mutual TLS. */
export function taken(protocol: PortProtocol, mode: MutualTls, encryption: Encryption, wire: Wire): Taken {
  const { payload, kind } = wire;
  if (encryption === 'mutual' && mode === 'DISABLE') return 'encrypted';
  if (encryption === 'other')
    return mode === 'PERMISSIVE' && protocol !== 'http' && !isEncrypted(wire) ? 'bytes' : 'encrypted';
  if (encryption === 'plain' && mode === 'STRICT') return 'not encrypted';
  const isTls = encryption === 'plain' && isEncrypted(wire);
  // what the caller encrypts itself passes as bytes, where a port takes such; without mutual TLS, proxies do not look for TLS
  if (isTls) return protocol === 'http' ? 'not HTTP' : 'bytes';
  if (protocol === 'tcp') return 'bytes';
  if (protocol === 'http') return payload === 'http' ? 'http' : 'not HTTP';
  // mutual TLS tells what the proxy of the caller has read
  const isRead = encryption === 'mutual' ? kind === 'http' : payload === 'http';
  return isRead ? 'http' : 'bytes';
}
