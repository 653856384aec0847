/**
 * The ports of a service.
 * @module
 */
import { joinWords, listText } from '../errors';
import { type Protocol, type RouteProtocol, routeProtocol, SIDECAR_LISTENERS, SIDECAR_PORTS } from '../istio';
import type { Part } from '../reading';
import { MESH } from './messages';
import { readLabel } from './names';

/** The protocols that a port of a service may have. */
export const PORT_PROTOCOLS = ['HTTP', 'HTTP2', 'GRPC', 'TCP', 'TLS'] as const satisfies readonly Protocol[];

/** The protocol of a port, in Istio's words. */
export type PortProtocol = (typeof PORT_PROTOCOLS)[number];

/** A port of a service, as an option of `Mesh.addService`. */
export interface ServicePortProps {
  /**
   * The number of the Service port, which callers use: an integer from 1 to 65535 (MC020), once per service (MC061). An HTTP,
   * HTTP2 or GRPC port is not a port at which sidecars listen (MC155).
   */
  readonly port: number;
  /**
   * The number of the port at which containers listen (MC020). Ports with the same targetPort have the same protocol (MC063).
   * It is not a port of the sidecar (MC155).
   * @default - the same as `port`
   */
  readonly targetPort?: number;
  /** Its protocol, in Istio's words (MC062). Callers and containers speak HTTP2 and GRPC without TLS. */
  readonly protocol: PortProtocol;
}

/** A port of a service. */
export interface ServicePort {
  /** Its name, once per service. */
  readonly name: string;
  /** The number of the Service port, which callers use. */
  readonly number: number;
  /** The number of the port at which containers listen. */
  readonly targetPort: number;
  /** Its protocol. */
  readonly protocol: PortProtocol;
}

/** The ports of a service: either `port`, for one HTTP port, or `ports`, for ports of any protocol (MC060). */
export type ServicePorts =
  | {
      /**
       * The number of its HTTP port, at which containers listen too: an integer from 1 to 65535 (MC020), but
       * not a port of the sidecar (MC155). The port is named `http`. It excludes `ports` (MC060).
       */
      readonly port: number;
      readonly ports?: never;
    }
  | {
      readonly port?: never;
      /**
       * Its ports by name, at least one (MC060). The names are DNS labels (MC001, MC002). If a name does not start with the
       * protocol, as `http-admin` does, the port gets an `appProtocol`, so that Istio knows its protocol.
       */
      readonly ports: Readonly<Record<string, ServicePortProps>>;
    };

/** The name of a port that is given as `port`. Istio takes the protocol from this name. */
const ONLY_PORT = 'http';

/**
 * Reads the ports of a service, in the order of their numbers. Answers no ports if one has a fault, so that no other issue
 * follows from it.
 */
export function readPorts(
  service: string,
  port: Part<number>,
  ports: Part<Readonly<Record<string, ServicePortProps>>>,
): readonly ServicePort[] {
  if (ports.isAbsent) {
    const number = readPortNumber(port);
    checkSidecar({ port, targetPort: port }, 'HTTP');
    return number === undefined || !port.isSound
      ? []
      : [{ name: ONLY_PORT, number, targetPort: number, protocol: 'HTTP' }];
  }
  if (port.isGiven) port.must(MESH.MC060, 'be left out beside "ports"');
  ports.notEmpty(MESH.MC060, 'at least one port');
  const read = ports.isSound ? readEach(service, ports) : [];
  return ports.isSound ? [...read].sort((a, b) => a.number - b.number) : [];
}

/** Reads the number of a port (MC020). */
export function readPortNumber(part: Part<number>, fix?: string): number | undefined {
  return part.integer(MESH.MC020, 1, 65535, { fix });
}

/** The ports of a service that rules of one kind apply to. */
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
  checkSidecar(
    { port: options.port, targetPort: options.targetPort.isGiven ? options.targetPort : options.port },
    protocol,
  );
  return { name, number, targetPort, protocol };
}

/** Reports a port that the sidecars of Pods or of callers have themselves (MC155). */
function checkSidecar(
  { port, targetPort }: { readonly port: Part<number>; readonly targetPort: Part<number> },
  protocol: PortProtocol,
): void {
  reportTaken(targetPort, SIDECAR_PORTS, 'Let containers listen at another port, and give its number.');
  if (routeProtocol(protocol) === 'http') reportListener(port);
}

/** Reports an HTTP port at which the sidecars of callers listen themselves (MC155). */
export function reportListener(port: Part<number>): void {
  reportTaken(port, SIDECAR_LISTENERS);
}

function reportTaken(part: Part<number>, taken: readonly number[], fix?: string): void {
  if (!part.isSound || !taken.some((number) => number === part.value)) return;
  part.must(MESH.MC155, `not be ${joinWords(taken.map(String), 'or')}, because sidecars use these ports`, { fix });
}

/** Reports ports that have the same number (MC061). `service` is what messages call their service. */
export function checkNumbers(part: Part, service: string, ports: readonly ServicePort[]): void {
  for (const [index, port] of ports.entries()) {
    for (const other of ports.slice(0, index).filter(({ number }) => number === port.number)) {
      const both = `ports "${other.name}" and "${port.name}" of ${service}`;
      part.report(MESH.MC061, `${both} must have different numbers, but both have ${port.number}.`, {
        got: port.number,
      });
    }
  }
}

/** Reports ports that callers or the proxies of Pods could not distinguish. */
function reportClashes(part: Part, service: string, ports: readonly ServicePort[]): void {
  checkNumbers(part, `service "${service}"`, ports);
  for (const [index, port] of ports.entries()) {
    for (const other of ports.slice(0, index)) {
      const both = `ports "${other.name}" and "${port.name}" of service "${service}"`;
      const protocols = [other.protocol, port.protocol];
      if (other.number !== port.number && other.targetPort === port.targetPort && other.protocol !== port.protocol) {
        const what = `${both} must have the same protocol, because both have targetPort ${port.targetPort}, but have ${listText(protocols)}.`;
        part.report(MESH.MC063, what, { got: protocols });
      }
    }
  }
}
