/**
 * The ports of a service.
 * @module
 */
import { listText } from '../errors';
import { type Protocol, type RouteProtocol, routeProtocol } from '../istio';
import type { Part } from '../reading';
import { MESH } from './messages';
import { readLabel } from './names';

/** The protocols that a port of a service may have. */
const PORT_PROTOCOLS = ['HTTP', 'HTTP2', 'GRPC', 'TCP', 'TLS'] as const satisfies readonly Protocol[];

/** What a port carries, of the protocols that Istio knows. */
export type PortProtocol = (typeof PORT_PROTOCOLS)[number];

/** A port of a service, as `ports` of `Mesh.addService` takes it. */
export interface ServicePortProps {
  /** The number of the Service port, by which callers know it: an integer from 1 to 65535 (MC020), once per service (MC061). */
  readonly port: number;
  /**
   * The number of the port at which containers listen (MC020). Ports with the same number here have the same protocol (MC063).
   * @default - the same as `port`
   */
  readonly targetPort?: number;
  /** What it carries, in Istio's words (MC062). Callers and containers speak HTTP2 and GRPC without TLS. */
  readonly protocol: PortProtocol;
}

/** A port of a service. */
export interface ServicePort {
  /** Its name, once per service. */
  readonly name: string;
  /** The number of the Service port, by which callers know it. */
  readonly number: number;
  /** The number of the port at which containers listen. */
  readonly targetPort: number;
  /** What it carries. */
  readonly protocol: PortProtocol;
}

/** A service has one HTTP port, or several ports of any protocol, but not both (MC060). */
export type ServicePorts =
  | {
      /**
       * The number of its HTTP port, which is named `http`; containers listen at it too. It is an integer from 1 to 65535 (MC020),
       * and is not given beside `ports` (MC060).
       */
      readonly port: number;
      readonly ports?: never;
    }
  | {
      readonly port?: never;
      /**
       * Its ports, at least one (MC060), by name: a DNS label (MC001, MC002). If a name does not begin with the protocol, as
       * `http-admin` does, an `appProtocol` tells Istio what the port carries.
       */
      readonly ports: Readonly<Record<string, ServicePortProps>>;
    };

/** The name of a port that is given by its number alone. It is a protocol, which Istio takes from it. */
const ONLY_PORT = 'http';

/**
 * Reads the ports of a service, in the order of their numbers. There are none if something is wrong with them: nobody then
 * takes a port for another, and what is wrong is said once.
 */
export function readPorts(
  service: string,
  port: Part<number>,
  ports: Part<Readonly<Record<string, ServicePortProps>>>,
): readonly ServicePort[] {
  if (ports.isAbsent) {
    const number = readPortNumber(port);
    return number === undefined ? [] : [{ name: ONLY_PORT, number, targetPort: number, protocol: 'HTTP' }];
  }
  if (port.isGiven) port.must(MESH.MC060, 'not be given beside "ports"');
  ports.notEmpty(MESH.MC060, 'at least one port');
  const read = ports.isSound ? readEach(service, ports) : [];
  return ports.isSound ? [...read].sort((a, b) => a.number - b.number) : [];
}

/** Reads the number of a port (MC020). */
export function readPortNumber(part: Part<number>, fix?: string): number | undefined {
  return part.integer(MESH.MC020, 1, 65535, { fix });
}

/** The ports of a service that rules of one kind are for. */
export function portsRouted(ports: readonly ServicePort[], by: RouteProtocol): readonly ServicePort[] {
  return ports.filter(({ protocol }) => routeProtocol(protocol) === by);
}

function readEach(service: string, ports: Part<Readonly<Record<string, ServicePortProps>>>): readonly ServicePort[] {
  const read = ports.map().flatMap(([name, each]) => {
    readLabel(ports.of(`the name of a port of service "${service}"`, name));
    return readPort(name, each) ?? [];
  });
  reportClashes(ports, service, read);
  return read;
}

function readPort(name: string, part: Part<ServicePortProps>): ServicePort | undefined {
  const options = part.options(['port', 'targetPort', 'protocol']);
  const number = readPortNumber(options.port);
  const fix = 'Give the number of the port at which containers listen.';
  const targetPort = options.targetPort.isGiven ? readPortNumber(options.targetPort, fix) : number;
  const protocol = options.protocol.oneOf(MESH.MC062, PORT_PROTOCOLS);
  if (number === undefined || targetPort === undefined || protocol === undefined) return undefined;
  return { name, number, targetPort, protocol };
}

/** Reports ports that callers, or the proxies of Pods, could not tell apart. */
function reportClashes(part: Part, service: string, ports: readonly ServicePort[]): void {
  for (const [index, port] of ports.entries()) {
    for (const other of ports.slice(0, index)) {
      const both = `ports "${other.name}" and "${port.name}" of service "${service}"`;
      const protocols = [other.protocol, port.protocol];
      if (other.number === port.number) {
        const what = `${both} must have different numbers, but both have ${port.number}.`;
        part.report(MESH.MC061, what, { got: port.number });
      } else if (other.targetPort === port.targetPort && other.protocol !== port.protocol) {
        const what = `${both} must have the same protocol, because both have targetPort ${port.targetPort}, but have ${listText(protocols)}.`;
        part.report(MESH.MC063, what, { got: protocols });
      }
    }
  }
}
