/**
 * Reads the spec of a Gateway.
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/
 * @module
 */
import type { GatewaySpec } from '../../istio';
import { fields, text } from '../fields';
import { SERVER_TLS } from './enumerations';
import { flag, given, many, number, one, textsByKey, textsOf, word } from './given';

type Server = NonNullable<GatewaySpec['servers']>[number];

/** Reads the spec of a Gateway. */
export function readGateway(value: unknown): GatewaySpec {
  const { selector, servers } = fields(value);
  return given({ selector: textsByKey(selector), servers: many(servers, readServer) });
}

function readServer(value: unknown): Server {
  const { port, hosts, tls, name } = fields(value);
  return given({
    port: readPort(port),
    hosts: textsOf(hosts) ?? [],
    tls: one(tls, (each) => {
      const { mode, httpsRedirect, credentialName } = fields(each);
      return given({
        mode: word(mode, SERVER_TLS),
        httpsRedirect: flag(httpsRedirect),
        credentialName: text(credentialName),
      });
    }),
    name: text(name),
  });
}

function readPort(value: unknown): Server['port'] {
  const { number: port, name, protocol } = fields(value);
  return { number: number(port) ?? 0, name: text(name) ?? '', protocol: text(protocol) ?? '' };
}
