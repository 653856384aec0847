/**
 * Whether and how a proxy encrypts a connection.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/core/cluster_tls.go
 * @module
 */
import { serverName } from '../../istio';
import type { Decided } from '../flow';
import type { Service } from '../model/service';
import type { Wire } from '../wire';
import type { Policy, Setting } from './policy';

/** How a connection is encrypted. */
export type Tls =
  | { readonly mode: 'plain' }
  /** Mutual TLS with Istio's certificates. */
  | { readonly mode: 'mutual'; readonly serverName: string }
  /** TLS that a setting of a DestinationRule asks for, with other certificates. */
  | {
      readonly mode: 'other';
      readonly serverName: string;
      readonly hasCertificate: boolean;
      readonly setting: Setting<unknown>;
    };

/** No encryption. */
export const PLAIN: Tls = { mode: 'plain' };

/** The server name that a connection shows: that of the proxies' TLS, else that of the caller's own. */
export function shownName(tls: Tls, wire: Wire): string | undefined {
  return tls.mode === 'plain' ? wire.serverName : tls.serverName;
}

/** What a connection is for. */
export interface Target {
  readonly service: Service;
  readonly port: number;
  readonly subset: string | undefined;
}

/**
 * How a proxy encrypts connections to an endpoint: as the DestinationRule says, and if it says nothing, by mutual TLS where the
 * endpoint accepts it.
 *
 * @param accepts whether the endpoint accepts mutual TLS, as far as its labels and policies tell
 */
export function tlsFor({ service, port, subset }: Target, { tls }: Policy, accepts: boolean): Tls {
  const { mode = 'DISABLE', sni = '' } = tls?.value ?? {};
  const byDefault = serverName({ port, subset, host: service.host });
  if (tls !== undefined) {
    if (mode === 'DISABLE') return PLAIN;
    if (mode === 'ISTIO_MUTUAL') return { mode: 'mutual', serverName: sni === '' ? byDefault : sni };
    return { mode: 'other', serverName: sni, hasCertificate: mode === 'MUTUAL', setting: tls };
  }
  return accepts && !service.isExternal ? { mode: 'mutual', serverName: byDefault } : PLAIN;
}

/** How a connection is encrypted, and the setting that says so, if there is one. */
export function tlsHop(tls: Tls, { tls: setting }: Policy, cluster: string): Decided {
  const { object, path = [], value } = setting ?? {};
  const isNamed = value?.sni !== undefined && value.sni !== '';
  return { kind: 'tls', cluster, text: textOf(tls), object, path: isNamed ? [...path, 'sni'] : path };
}

function textOf(tls: Tls): string {
  if (tls.mode === 'plain') return 'none';
  const kind = tls.mode === 'mutual' ? 'mutual TLS of Istio' : 'TLS';
  return `${kind}, ${tls.serverName === '' ? 'without a server name' : `server name ${tls.serverName}`}`;
}
