/**
 * The listeners of a sidecar for what its Pod sends: which services are behind an address and a port.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/core/listener.go
 * @module
 */
import { isIP } from 'node:net';
import { declaredProtocol, type Protocol } from '../../istio';
import { shortened } from '../model/ip-address';
import { type Port, readingOf, type Service } from '../model/service';
import type { Workload } from '../model/workload';
import type { VirtualService } from '../model/virtual-services';
import { type Egress, egressAt, type Scope } from './scope';

/** A port of a service. */
export interface ServicePort {
  readonly service: Service;
  readonly port: Port;
}

/** A port of a service, and where it is listened for. */
interface Placed extends ServicePort {
  readonly places: readonly Place[];
}

/** What takes the connections to an address and a port. */
export interface Listener {
  /** Where HTTP requests go: as their Host header says, or always to one service; undefined if HTTP is not looked for. */
  http: 'by host' | Service | undefined;
  /** The services whose rules for connections count, the first one first. */
  readonly connections: ServicePort[];
  /** The port of HTTP_PROXY that lets in nothing else than HTTP, unless the server name tells connections apart. */
  readonly onlyHttp: ServicePort | undefined;
  /** Whether it is for addresses that have no listener of their own. */
  readonly isForAll: boolean;
  /** The VirtualServices whose rules count for connections. */
  readonly virtualServices: readonly VirtualService[];
  /** The ExternalName Services, whose names stand for those of the services. */
  readonly aliases: readonly Service[];
}

/** A listener, and the protocol that it is for; undefined if it looks at the first bytes. */
type Entry = Listener & { protocol: Protocol | undefined };

/** What connections go to: an address, the host of a Service for the address that Kubernetes gives it, or Pods. */
export type Place = string | Workload;

/** The endpoints of services. */
interface Endpoints {
  /** What is at a port of a host, whichever service of the namespace has it, ready or not. */
  readonly atNumber: (service: Service, number: number) => readonly Located[];
}

/** Where an endpoint is. */
interface Located {
  readonly workload: Workload | undefined;
  readonly address: string | undefined;
}

const ALL = '0.0.0.0';

/** The place of an endpoint; empty if it has none that connections can go to. */
export function placeOf({ workload, address = '' }: Located): Place {
  return workload ?? (isIP(address) === 0 ? '' : shortened(address));
}

/** The listeners of the proxies of a scope at a port. */
export class Listeners {
  private readonly found = new Map<Place, Entry>();

  /**
   * Finds the listeners.
   *
   * @param endpoints what services have at their ports
   */
  constructor(scope: Scope, number: number, endpoints: Endpoints) {
    const own = egressAt(scope, number);
    const { port, routed } = own;
    if (port !== undefined)
      this.add(
        routed.map((service) => ({ service, port: portOf(port), places: placesOf(service, portOf(port)) })),
        own,
      );
    const rest = scope.egress.find((each) => each.port === undefined);
    const left = (rest?.routed ?? []).flatMap((service) =>
      service.ports
        .filter((each) => each.number === number)
        .map((each) => ({ service, port: each, places: placesOf(service, each, endpoints) })),
    );
    if (rest !== undefined) this.add(left, rest);
  }

  /** The listener for a place; undefined if nothing listens at the port. */
  at(place: Place): Listener | undefined {
    return this.found.get(place) ?? this.found.get(ALL);
  }

  /** Adds the services of a list. Listeners of lists before it stay as they are. */
  private add(services: readonly Placed[], list: Egress): void {
    const taken = new Set(this.found.keys());
    for (const each of services) for (const place of each.places) if (!taken.has(place)) this.addAt(place, each, list);
  }

  private addAt(place: Place, { service, port }: Placed, { virtualServices, aliases }: Egress): void {
    const isForAll = place === ALL;
    const [reading, protocol] = [readingOf(port), port.protocol];
    const rules = { isForAll, virtualServices, aliases };
    const fresh: Entry = { http: undefined, connections: [], onlyHttp: undefined, ...rules, protocol };
    if (protocol === 'HTTP_PROXY') {
      // whatever was there is gone
      this.found.set(place, { ...fresh, http: 'by host', onlyHttp: { service, port } });
      return;
    }
    const before = this.found.get(place);
    if (before !== undefined && isApart(protocol, before.protocol)) return;
    const isReplaced = reading === 'unknown' && before?.protocol === 'HTTP_PROXY';
    const listener = before === undefined || isReplaced ? fresh : before;
    this.found.set(place, listener);
    if ((reading === 'unknown' || reading === 'http') && listener.http !== undefined) return;
    if (reading !== 'http') listener.connections.push({ service, port });
    if (listener.protocol === 'HTTP_PROXY') listener.protocol = undefined;
    if (reading === 'tls' || reading === 'tcp') return;
    listener.http ??= isForAll ? 'by host' : service;
    listener.protocol = undefined;
  }
}

/** The protocols of databases that no other protocol shares a listener with. */
const DATABASES: ReadonlySet<Protocol | undefined> = new Set<Protocol>(['Mongo', 'MySQL']);

/** Whether a service gets no part of a listener that one before it has. */
function isApart(protocol: Protocol | undefined, before: Protocol | undefined): boolean {
  return protocol !== before && (DATABASES.has(protocol) || DATABASES.has(before));
}

/**
 * Where a service is listened for at a port. Where callers choose the endpoints, these have listeners of their own, which services with
 * the same endpoints share. Only a ServiceEntry that has none and selects none has one for all addresses.
 *
 * @param endpoints what services have at their ports; undefined for the port of a Sidecar's list, for which they do not count
 */
function placesOf(service: Service, port: Port, endpoints?: Endpoints): readonly Place[] {
  const { resolution, isOfKubernetes, selector } = service;
  const reading = readingOf(port);
  if (reading === 'UDP' || resolution === 'alias') return [];
  const own = reading === 'http' ? [ALL] : addressesOf(service);
  if (reading === 'http' || resolution !== 'original-destination' || !own.includes(ALL) || endpoints === undefined)
    return own;
  const all = endpoints.atNumber(service, port.number);
  if (all.length === 0 && !isOfKubernetes && selector === undefined) return own;
  return [...new Set(all.map(placeOf))].filter((place) => place !== '');
}

/** The port that a list of a Sidecar names. */
function portOf({ number = 0, protocol = '' }: NonNullable<Egress['port']>): Port {
  return { number, name: '', protocol: declaredProtocol({ appProtocol: protocol }), target: number };
}

/**
 * The addresses of a service. Kubernetes gives a Service one that manifests rarely tell, so its host stands for it, but none to a
 * headless one.
 */
function addressesOf({ isOfKubernetes, resolution, host, addresses }: Service): readonly string[] {
  if (isOfKubernetes && resolution !== 'original-destination') return [host, ...addresses.map(shortened)];
  const own = addresses.filter((each) => isIP(each) !== 0).map(shortened);
  return own.length === 0 ? [ALL] : own;
}
