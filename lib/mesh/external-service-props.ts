/**
 * Options of services outside of the mesh.
 * @module
 */
import type { ExternalTls } from './external-service';
import type { PortProtocol, ServicePortProps } from './ports';

/** A port of a service outside of the mesh. Connections are passed on as callers send them. */
export interface PlainExternalPortProps extends Omit<ServicePortProps, 'protocol' | 'targetPort'> {
  /** What callers speak (MC062). For HTTPS, it is `TLS`. Without `addresses`, a TCP port is the only one of its number (MC162). */
  readonly protocol: PortProtocol;
  /**
   * The number of the port of the service (MC020).
   * @default - the same as `port`
   */
  readonly targetPort?: number;
  readonly tls?: never;
}

/** A port of a service outside of the mesh. Callers speak plain text, and their proxies encrypt. */
export interface EncryptedExternalPortProps extends Omit<ServicePortProps, 'protocol' | 'targetPort'> {
  /** What callers speak (MC062), which is not `TLS` (MC158). */
  readonly protocol: Exclude<PortProtocol, 'TLS'>;
  /** The number of the port of the service (MC020), at which it speaks TLS. It is required (MC158). */
  readonly targetPort: number;
  /** The TLS that proxies add (MC158). */
  readonly tls: ExternalTls;
}

/** A port of a service outside of the mesh: connections are passed on as callers send them, or encrypted by proxies. */
export type ExternalPortProps = PlainExternalPortProps | EncryptedExternalPortProps;

/** Options of `Mesh.addExternalService`: `port` for one TLS port, or `ports`. */
export type ExternalServiceProps = ExternalServiceBaseProps & ExternalServicePorts;

/**
 * The ports of an external service: either `port`, for one port at which callers speak TLS themselves, or `ports`, for ports of
 * any protocol (MC060).
 */
export type ExternalServicePorts =
  | {
      /**
       * The number of its TLS port (MC020), such as 443, at which callers speak HTTPS themselves. The port is named `https`. It is
       * not 80, where servers speak plain HTTP (MC184). It excludes `ports` (MC060).
       */
      readonly port: number;
      readonly ports?: never;
    }
  | {
      readonly port?: never;
      /**
       * Its ports by name, at least one (MC060), each with another number (MC061). The names are DNS labels (MC001, MC002).
       *
       * @example
       * { https: { port: 443, protocol: 'TLS' } } // callers speak HTTPS themselves, as with port: 443
       * { http: { port: 80, protocol: 'HTTP', targetPort: 443, tls: { mode: 'SIMPLE' } } } // proxies encrypt
       */
      readonly ports: Readonly<Record<string, ExternalPortProps>>;
    };

/** Options of every external service. */
export interface ExternalServiceBaseProps {
  /**
   * The DNS name that callers use, in lower case and without wildcard. It is not the name of a Service in the cluster (MC159). No
   * other external service has it (MC160).
   */
  readonly host: string;
  /**
   * The IP addresses that the host stands for, at least one, each once (MC159).
   * @default - proxies look up the host
   */
  readonly addresses?: readonly [string, ...string[]];
  /**
   * The namespace of its objects, a DNS label (MC001, MC002), the same in every cluster.
   * @default 'default'
   */
  readonly namespace?: string;
}
