/**
 * The ports of a service.
 * @module
 */
import type { CallSite } from '../errors';
import { isPort, type Protocol, type RouteProtocol, routeProtocol } from '../istio';
import { checkLabel } from './names';
import { readMap, readOptions } from './shape';
import type { MeshState } from './state';

/** The protocols that a port of a service may have. */
const PORT_PROTOCOLS = ['HTTP', 'HTTP2', 'GRPC', 'TCP', 'TLS'] as const satisfies readonly Protocol[];

/** What a port carries, of the protocols that Istio knows. */
export type PortProtocol = (typeof PORT_PROTOCOLS)[number];

/** A port of a service, as `ports` of `Mesh.addService` takes it. */
export interface ServicePortProps {
  /** Number of the Service port, by which callers know it: an integer from 1 to 65535 (MC020), once per service (MC061). */
  readonly port: number;
  /**
   * Number of the port at which containers listen (MC020); ports of one number here have one protocol (MC063).
   * @default - the same as `port`
   */
  readonly targetPort?: number;
  /** What it carries, in Istio's words (MC062). HTTP2 and GRPC are spoken without TLS by callers and containers. */
  readonly protocol: PortProtocol;
}

/** A port of a service. */
export interface ServicePort {
  /** Its name, once per service. */
  readonly name: string;
  /** Number of the Service port, by which callers know it. */
  readonly number: number;
  /** Number of the port at which containers listen. */
  readonly targetPort: number;
  /** What it carries. */
  readonly protocol: PortProtocol;
}

/** A service has one HTTP port, or several ports of any protocol; what is neither is MC060. */
export type ServicePorts =
  | {
      /** Number of its only port, which is named `http`; containers listen at it too. From 1 to 65535 (MC020). */
      readonly port: number;
      readonly ports?: never;
    }
  | {
      readonly port?: never;
      /**
       * Its ports by name, a DNS label (MC001, MC002). A name that does not begin with the protocol, as `http-admin`, is
       * explained to Istio by an `appProtocol`.
       */
      readonly ports: Readonly<Record<string, ServicePortProps>>;
    };

/** The name of an only port. It is a protocol, which Istio takes from it. */
const ONLY_PORT = 'http';

/** Reads the ports of a service, in the order of their numbers; reports MC001, MC002, MC020, MC035 and MC060 to MC063. */
export function readPorts(
  state: MeshState,
  service: string,
  { port, ports }: { readonly [K in keyof ServicePorts]?: ServicePorts[K] | undefined },
  at: CallSite,
): readonly ServicePort[] {
  const role = `service "${service}"`;
  if (ports === undefined) {
    if (!isPort(port)) state.report('MC020', { what: `${role} has a bad port`, got: port }, at);
    const number = isPort(port) ? port : NaN;
    return [{ name: ONLY_PORT, number, targetPort: number, protocol: 'HTTP' }];
  }
  if (port !== undefined) state.report('MC060', { what: `${role} has both "port" and "ports"`, got: port }, at);
  const given = readMap(state, ports, `ports of ${role}`, at);
  if (given.length === 0) state.report('MC060', { what: `${role} has no port`, got: ports }, at);
  const read = given.map(([name, props]) => readPort(state, role, name, props, at));
  checkTwice(state, role, read, at);
  return read.sort((a, b) => a.number - b.number);
}

/** The ports of a service that rules of one kind are for. */
export function portsRouted(ports: readonly ServicePort[], by: RouteProtocol): readonly ServicePort[] {
  return ports.filter(({ protocol }) => routeProtocol(protocol) === by);
}

function readPort(state: MeshState, service: string, name: string, props: ServicePortProps, at: CallSite): ServicePort {
  const role = `port "${name}" of ${service}`;
  state.issues.push(...checkLabel(`name of ${role}`, name, at));
  const known = ['port', 'targetPort', 'protocol'] as const;
  const { port, targetPort = port, protocol } = readOptions(state, props, role, known, at);
  if (!isPort(port)) state.report('MC020', { what: `${role} has a bad number`, got: port }, at);
  else if (!isPort(targetPort)) state.report('MC020', { what: `${role} has a bad targetPort`, got: targetPort }, at);
  const given: unknown = protocol;
  const sound = PORT_PROTOCOLS.find((each) => each === protocol);
  if (sound === undefined) {
    const meant = PORT_PROTOCOLS.find((each) => typeof given === 'string' && each === given.toUpperCase());
    state.report('MC062', { what: `${role} has an unknown protocol`, got: protocol, meant }, at);
  }
  return {
    name,
    number: isPort(port) ? port : NaN,
    targetPort: isPort(targetPort) ? targetPort : NaN,
    protocol: sound ?? 'TCP',
  };
}

/** Ports that callers, or the proxies of Pods, could not tell apart. */
function checkTwice(state: MeshState, service: string, ports: readonly ServicePort[], at: CallSite): void {
  for (const [index, { name, number, targetPort, protocol }] of ports.entries()) {
    for (const other of ports.slice(0, index)) {
      const both = `ports "${other.name}" and "${name}" of ${service}`;
      if (other.number === number) state.report('MC061', { what: `${both} have one number`, got: number }, at);
      else if (other.targetPort === targetPort && other.protocol !== protocol) {
        const got = [other.protocol, protocol];
        state.report('MC063', { what: `${both} have targetPort ${targetPort} and two protocols`, got }, at);
      }
    }
  }
}
