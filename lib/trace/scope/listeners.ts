/**
 * The listeners of a sidecar for what its Pod sends: which services are behind an address and a port.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/core/listener.go
 * @module
 */
import { isIP } from 'node:net';
import { declaredProtocol } from '../../istio';
import { type Port, readingOf, type Service } from '../model/service';
import { type Egress, egressAt, type Scope } from './scope';

/** A port of a service. */
export interface ServicePort {
  readonly service: Service;
  readonly port: Port;
}

/** What takes the connections to an address and a port. */
export interface Listener {
  /** Where HTTP requests go: as their Host header says, or always to one service; undefined if HTTP is not looked for. */
  http: 'by host' | Service | undefined;
  /** The services whose rules for connections count, the first one first. */
  readonly connections: ServicePort[];
  /** Whether it is for addresses that have no listener of their own. */
  readonly isForAll: boolean;
}

const ALL = '0.0.0.0';

/** The listeners of the proxies of a scope at a port. */
export class Listeners {
  private readonly found = new Map<string, Listener>();

  constructor(scope: Scope, number: number) {
    const { port, routed } = egressAt(scope, number);
    if (port !== undefined) for (const each of routed) this.add({ service: each, port: portOf(port) });
    // a list without services leaves its port to the list for all ports
    if (this.found.size > 0) return;
    for (const service of scope.egress.find((each) => each.port === undefined)?.routed ?? [])
      for (const each of service.ports) if (each.number === number) this.add({ service, port: each });
  }

  /** The listener for an address, or for a Service by its host; undefined if nothing listens at the port. */
  at(address: string): Listener | undefined {
    return this.found.get(address) ?? this.found.get(ALL);
  }

  private add({ service, port }: ServicePort): void {
    const reading = readingOf(port);
    if (reading === 'UDP' || service.resolution === 'alias') return;
    for (const address of reading === 'http' ? [ALL] : addressesOf(service)) {
      const listener = this.found.get(address) ?? { http: undefined, connections: [], isForAll: address === ALL };
      this.found.set(address, listener);
      if (reading === 'unknown' && listener.http !== undefined) continue;
      if (reading !== 'http') listener.connections.push({ service, port });
      if (reading === 'http' || reading === 'unknown') listener.http ??= listener.isForAll ? 'by host' : service;
    }
  }
}

/** The port that a list of a Sidecar names. */
function portOf({ number = 0, protocol = '' }: NonNullable<Egress['port']>): Port {
  return { number, name: '', protocol: declaredProtocol({ appProtocol: protocol }), target: number };
}

/** The addresses of a service. Kubernetes gives a Service one that manifests rarely tell, so its host stands for it. */
function addressesOf({ isOfKubernetes, host, addresses }: Service): readonly string[] {
  if (isOfKubernetes) return [host, ...addresses];
  const own = addresses.filter((each) => isIP(each) !== 0);
  return own.length === 0 ? [ALL] : own;
}
