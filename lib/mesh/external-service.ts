/**
 * A service outside of the mesh that callers in the mesh call.
 * @module
 */
import type { CallSite } from '../errors';
import type { ServicePort } from './ports';

/** TLS that the proxies of callers add, as in Istio's ClientTLSSettings. */
export interface ExternalTls {
  /** Proxies encrypt, and check the certificate of the service (MC158). */
  readonly mode: 'SIMPLE';
  /**
   * The file in the containers of proxies that holds the certificates of the authorities to trust: an absolute path, or `system`
   * (MC158).
   * @default 'system'
   */
  readonly caCertificates?: string;
  /**
   * Names as non-empty texts (MC158). The certificate of the service must have at least one of them.
   * @default - the host
   */
  readonly subjectAltNames?: readonly [string, ...string[]];
}

/** A port of a service outside of the mesh. */
export interface ExternalPort extends ServicePort {
  /** The TLS that proxies add; undefined if connections are passed on as callers send them. */
  readonly tls: Required<ExternalTls> | undefined;
}

/** A service outside of the mesh, after reading. */
export type ReadExternalService = Pick<ExternalService, 'name' | 'namespace' | 'host' | 'addresses' | 'ports'>;

/** A service outside of the mesh that callers in the mesh call. `Mesh.addExternalService` creates it. */
export class ExternalService {
  /** Its name, a DNS label, which is also the name of its objects. */
  readonly name: string;
  /** The namespace of its objects. */
  readonly namespace: string;
  /** The DNS name that callers use. */
  readonly host: string;
  /** Its IP addresses; empty if proxies look up the host. */
  readonly addresses: readonly string[];
  /** Its ports, in the order of their numbers. */
  readonly ports: readonly ExternalPort[];
  readonly #site: CallSite;

  /** Only `Mesh.addExternalService` creates them. @hidden */
  constructor(read: ReadExternalService, site: CallSite) {
    this.name = read.name;
    this.namespace = read.namespace;
    this.host = read.host;
    this.addresses = read.addresses;
    this.ports = read.ports;
    this.#site = site;
  }

  /** Where in the user's code it was added. @internal */
  get describedAt(): CallSite {
    return this.#site;
  }
}
