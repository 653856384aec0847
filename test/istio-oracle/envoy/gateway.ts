/**
 * What a gateway makes of a connection before it sends it on: what is in its TLS, and what is left of it where it fails.
 * @module
 */
import type { End } from './end';
import { shakesHands } from './inbound';
import type { TlsContext } from './resources';
import type { Connection, Envelope, Payload } from './wire';

/** What is in a connection that a gateway decrypts; undefined if the two ends do not accept each other. */
export function decrypted(connection: Connection, context: TlsContext, own: string): Connection | undefined {
  const { envelope, payload } = connection;
  const hello = envelope ?? (payload.kind === 'tls' ? ownHello(payload) : undefined);
  if (hello === undefined) return undefined;
  const certificates = context.commonTlsContext?.tlsCertificateSdsSecretConfigs ?? [];
  const isOfMesh = certificates.some(({ name }) => name === 'default');
  const identity = isOfMesh ? own : 'a certificate of another authority';
  if (!shakesHands(context, { envelope: hello }, identity)) return undefined;
  // a client of the mesh trusts Istio's authority only
  if (hello.identity !== undefined && !isOfMesh) return undefined;
  const { serverName } = hello;
  const inside = envelope === undefined && payload.kind === 'tls' ? insideOf(payload) : payload;
  return { ...connection, envelope: undefined, payload: inside, identity: hello.identity, serverName };
}

/** The TLS of an application, which has no certificate of Istio, and accepts those of all servers. */
function ownHello({ serverName, alpn }: Extract<Payload, { kind: 'tls' }>): Envelope {
  return { serverName, alpn, identity: undefined, accepts: () => true };
}

function insideOf({ http }: Extract<Payload, { kind: 'tls' }>): Payload {
  return http === undefined ? { kind: 'bytes' } : { kind: 'http', http };
}

/** What fails behind a gateway that passes bytes on: a connection that is closed. */
export function broken(end: End): End {
  const { status, flag, isResponse = false } = end;
  const isClosed = !isResponse && (status === 0 || (status === 503 && flag !== undefined && flag !== 'FI'));
  return isClosed ? { ...end, status: 503, flag: 'UC' } : end;
}
