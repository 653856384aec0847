/**
 * A proxy, and a connection that it opens.
 * @module
 */
import type { Flow } from '../flow';
import type { Proxy } from '../model/proxy';
import type { Service } from '../model/service';
import type { Scope } from '../scope/scope';
import type { Site } from '../site';
import type { Endpoint } from './endpoint';
import type { Tls } from './tls';

/** A proxy and what it knows. */
export interface Sender {
  readonly site: Site;
  readonly proxy: Proxy;
  readonly scope: Scope;
}

/** A connection that a proxy opens. */
export interface Connection {
  readonly flow: Flow;
  readonly service: Service;
  readonly endpoint: Endpoint;
  readonly tls: Tls;
  /** The identities that the proxy accepts at the other end; undefined if it accepts any. */
  readonly identities: ReadonlySet<string> | undefined;
}
