/**
 * A request whose way is asked for.
 * @module
 */
import { isIP } from 'node:net';
import { CallSite, ConfigError, issue } from '../errors';
import { isPort } from '../istio';
import { TRACES } from './messages';
import type { Wire } from './wire';

/** A request. */
export interface TraceRequest {
  /**
   * Who sends it: the cluster, and a workload, an `app` label or a Service in it, such as `cluster1/productpage`. If
   * several namespaces have one of this name, the namespace stands between: `cluster1/shop/productpage`. `cluster1/ingress` is the
   * ingress gateway.
   */
  readonly from: string;
  /**
   * The method, in capital letters (MC228).
   * @default 'GET'
   */
  readonly method?: string;
  /**
   * The URL, such as `http://reviews:9080/reviews/0`. With `https://reviews:9443` or `tls://reviews:9443`, the caller encrypts
   * the connection itself, and proxies only see its server name. `tcp://db:3306` is any other connection.
   */
  readonly to: string;
  /**
   * The headers. Names are compared without regard to case.
   * @default - none
   */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The ports of URLs that name none. */
const DEFAULT_PORTS: Readonly<Record<string, number | undefined>> = { http: 80, https: 443 };

/** What is sent by a scheme; other bytes by any other. */
const PAYLOADS: Readonly<Record<string, Wire['payload'] | undefined>> = { http: 'http', https: 'https', tls: 'tls' };

/** Reads a request: the host and the port that are called, and what is sent there. */
export function start({ method = 'GET', to, headers = {} }: TraceRequest): {
  readonly host: string;
  readonly port: number;
  readonly wire: Wire;
} {
  const [, scheme = '', name, digits, path = ''] = URL_FORM.exec(to) ?? [];
  const protocol = scheme.toLowerCase();
  const port = digits === undefined ? DEFAULT_PORTS[protocol] : Number(digits);
  if (name === undefined || port === undefined || !isPort(port)) throw badUrl(to);
  const host = name.replace(/^\[|\]$/g, '');
  if (host !== name && isIP(host) !== 6) throw badUrl(to);
  const payload = PAYLOADS[protocol] ?? 'bytes';
  const [, named] = Object.entries(headers).find(([key]) => key.toLowerCase() === 'host') ?? [];
  const wire: Wire = {
    payload,
    kind: payload === 'http' ? 'http' : 'connection',
    serverName: payload === 'https' || payload === 'tls' ? host.toLowerCase() : undefined,
    method,
    scheme: 'http',
    authority: named ?? (digits === undefined ? name : `${name}:${digits}`),
    path: path.replace(/#.*/s, '').replace(/^(?!\/)/, '/'),
    headers: Object.fromEntries(Object.entries(headers).filter(([key]) => key.toLowerCase() !== 'host')),
  };
  return { host, port, wire };
}

const URL_FORM = /^(https?|tcp|tls):\/\/(\[[^\]]+\]|[^/:?#@\s]+)(?::(\d+))?((?:[/?#].*)?)$/is;

function badUrl(to: string): ConfigError {
  const what = `The URL of a request must be one of http, https, tcp or tls, without a user, with brackets around an IPv6 address and nothing else, and with a port from 1 to 65535, which tcp and tls need, but is "${to}".`;
  return new ConfigError([issue(TRACES.MC212, { what, got: to }, CallSite.here())]);
}
