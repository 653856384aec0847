/**
 * The listeners of a sidecar for what its Pod sends: which services are behind an address and a port.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/core/listener.go
 * @module
 */
import { isIP } from 'node:net';
import { declaredProtocol } from '../../istio';
import { type Port, readingOf, type Service } from '../model/service';
import type { VirtualService } from '../model/virtual-services';
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
  /** The VirtualServices whose rules count for connections. */
  readonly virtualServices: readonly VirtualService[];
}

/** The endpoints of services. */
interface Endpoints {
  /** What is at a port of a host, whichever service of the namespace has it. */
  readonly atNumber: (service: Service, number: number) => readonly unknown[];
  /** Where Kubernetes itself sends what comes to a port. */
  readonly backendsOf: (service: Service, port: Port) => readonly unknown[];
}

const ALL = '0.0.0.0';

/** The listeners of the proxies of a scope at a port. */
export class Listeners {
  private readonly found = new Map<string, Listener>();

  /**
   * Finds the listeners.
   *
   * @param endpoints what services have at their ports
   */
  constructor(scope: Scope, number: number, endpoints: Endpoints) {
    const { port, routed, virtualServices } = egressAt(scope, number);
    if (port !== undefined)
      this.add(
        routed.map((service) => ({ service, port: portOf(port) })),
        virtualServices,
      );
    const rest = scope.egress.find((each) => each.port === undefined);
    const left = (rest?.routed ?? []).flatMap((service) =>
      service.ports.filter((each) => each.number === number).map((each) => ({ service, port: each })),
    );
    this.add(
      left.filter((each) => isListening(each, endpoints)),
      rest?.virtualServices ?? [],
    );
  }

  /** The listener for an address, or for a Service by its host; undefined if nothing listens at the port. */
  at(address: string): Listener | undefined {
    return this.found.get(address) ?? this.found.get(ALL);
  }

  /** Adds the services of a list. Listeners of lists before it stay as they are. */
  private add(services: readonly ServicePort[], virtualServices: readonly VirtualService[]): void {
    const taken = new Set(this.found.keys());
    for (const { service, port } of services) {
      const reading = readingOf(port);
      if (reading === 'UDP' || service.resolution === 'alias') continue;
      for (const address of reading === 'http' ? [ALL] : addressesOf(service)) {
        if (taken.has(address)) continue;
        const isForAll = address === ALL;
        const listener = this.found.get(address) ?? { http: undefined, connections: [], isForAll, virtualServices };
        this.found.set(address, listener);
        if (reading === 'unknown' && listener.http !== undefined) continue;
        if (reading !== 'http') listener.connections.push({ service, port });
        if (reading === 'http' || reading === 'unknown') listener.http ??= isForAll ? 'by host' : service;
      }
    }
  }
}

/**
 * Whether something listens for a port of a service. Where callers choose the endpoints, there is a listener for each of these, unless
 * it is for HTTP. Only a ServiceEntry that has none and selects none has one for all addresses.
 */
function isListening({ service, port }: ServicePort, endpoints: Endpoints): boolean {
  const { resolution, isOfKubernetes, selector } = service;
  if (resolution !== 'original-destination' || readingOf(port) === 'http') return true;
  if (isOfKubernetes) return endpoints.backendsOf(service, port).length > 0;
  const isForAll = addressesOf(service).includes(ALL);
  return !isForAll || (selector === undefined && endpoints.atNumber(service, port.number).length === 0);
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
