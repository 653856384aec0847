/**
 * A request whose way is asked for.
 * @module
 */
import { CallSite, ConfigError, issue } from '../errors';
import type { Flow } from './flow';
import { TRACES } from './messages';
import type { Wire } from './wire';

/** A request. */
export interface TraceRequest {
  /**
   * Who sends it: the cluster, and a workload, an `app` label or a Service in it, such as `cluster1/productpage`. A workload in
   * another namespace than all others of its name is `cluster1/shop/productpage`.
   */
  readonly from: string;
  /**
   * The method.
   * @default 'GET'
   */
  readonly method?: string;
  /** The URL, such as `http://reviews:9080/reviews/0`. */
  readonly to: string;
  /**
   * The headers. Names are compared without regard to case.
   * @default - none
   */
  readonly headers?: Readonly<Record<string, string>>;
}

/** How often Istio sends a request again if nothing else is said. */
const ATTEMPTS = 2;

/** Reads a request: the host and the port that are called, and what is sent there. */
export function start({ method = 'GET', to: url, headers = {} }: TraceRequest): {
  readonly host: string;
  readonly port: number;
  readonly flow: Flow;
} {
  const [, host, port, path = ''] = /^http:\/\/(\[[^\]]+\]|[^/:?#]+)(?::(\d+))?([^]*)$/i.exec(url) ?? [];
  if (host === undefined || Number(port ?? 80) > 65_535 || Number(port ?? 80) === 0) {
    const what = `The URL of a request must be one of http, such as http://reviews:9080/, but is "${url}".`;
    throw new ConfigError([issue(TRACES.MC212, { what, got: url }, CallSite.here())]);
  }
  const named = Object.entries(headers).find(([name]) => name.toLowerCase() === 'host')?.[1];
  const others = Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'host'));
  const wire: Wire = {
    method,
    scheme: 'http',
    authority: named ?? (port === undefined ? host : `${host}:${port}`),
    path: path.startsWith('/') ? path.replace(/#.*/s, '') : `/${path.replace(/#.*/s, '')}`,
    headers: others,
  };
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port: Number(port ?? 80),
    flow: { probability: 1, wire, trail: undefined, mirrors: [], attempts: ATTEMPTS },
  };
}
