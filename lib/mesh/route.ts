/**
 * The route of a service.
 * @module
 */
import type { CallSite } from '../errors';
import type { RouteProtocol } from '../istio';
import type { IMeshService } from './imesh-service';
import { portsRouted, type ServicePort } from './ports';
import { ANY_VERSION, type PlannedRule } from './rules/planned-rule';

/** Whether the rules of a route have faults. */
interface Soundness {
  readonly isReadable: boolean;
  readonly isSound: boolean;
}

/**
 * The rules for the HTTP, TLS or TCP ports of one service, which are tried in order. `addRoute`, `addTlsRoute` and `addTcpRoute`
 * of MeshService create it. Calls across clusters to ports without rules imply one.
 */
export class Route {
  readonly #site: CallSite;
  readonly #soundness: Soundness;

  /** Only `addRoute`, `addTlsRoute` and `addTcpRoute` create routes. @hidden */
  constructor(
    /** The service. */
    readonly service: IMeshService,
    /** The ports that it applies to: `http` for HTTP, HTTP2 and GRPC ports, `tls` for TLS ports, and `tcp` for TCP ports. */
    readonly protocol: RouteProtocol,
    /** Its rules, in the order in which they are tried. */
    readonly rules: readonly PlannedRule[],
    site: CallSite,
    soundness: Soundness = { isReadable: true, isSound: true },
  ) {
    this.#site = site;
    this.#soundness = soundness;
  }

  /** The ports that it applies to, in the order of their numbers. */
  get ports(): readonly ServicePort[] {
    return portsRouted(this.service.ports, this.protocol);
  }

  /** What messages call it. @internal */
  get title(): string {
    return routeTitle(this.service, this.protocol);
  }

  /** What messages call one of its rules. @internal */
  ruleTitle(index: number): string {
    return ruleTitle(this.service, this.protocol, index);
  }

  /** Where in the user's code it was added. @internal */
  get describedAt(): CallSite {
    return this.#site;
  }

  /** Whether the conditions of all rules could be read. Otherwise, it is not known which rule hides which. @internal */
  get isReadable(): boolean {
    return this.#soundness.isReadable;
  }

  /** Whether no rule has a fault. Faulty parts are left out, and no other issue should follow from that. @internal */
  get isSound(): boolean {
    return this.#soundness.isSound;
  }

  /** The route of ports without rules. It sends every request to any version in any cluster. @internal */
  static implied(service: IMeshService, protocol: RouteProtocol = 'http'): Route {
    const rule = { from: undefined, match: [], to: ANY_VERSION, actions: {} };
    return new Route(service, protocol, [rule], service.describedAt);
  }
}

type Named = Pick<IMeshService, 'name'>;

/** What messages call the route of a service. */
export function routeTitle({ name }: Named, protocol: RouteProtocol): string {
  return `the ${kind(protocol)}route of "${name}"`;
}

/** What messages call a rule of it. */
export function ruleTitle({ name }: Named, protocol: RouteProtocol, index: number): string {
  return `${kind(protocol)}rule ${index + 1} for "${name}"`;
}

/** The prefix for the kind of rules. Rules without one are for HTTP. */
function kind(protocol: RouteProtocol): string {
  return protocol === 'http' ? '' : `${protocol.toUpperCase()} `;
}
