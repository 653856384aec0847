/**
 * Who is routed where, for one service.
 * @module
 */
import type { CallSite } from '../errors';
import type { RouteProtocol } from '../istio';
import type { IMeshService } from './imesh-service';
import { portsRouted, type ServicePort } from './ports';
import type { PlannedRule } from './rules/planned-rule';

/** What can be said of the rules of a route. */
interface Soundness {
  readonly isReadable: boolean;
  readonly isSound: boolean;
}

/**
 * The rules for the HTTP, TLS or TCP ports of one service, which are tried in order. Made by `MeshService.addRoute` and its
 * like, or implied by calls across clusters.
 */
export class Route {
  readonly #site: CallSite;
  readonly #soundness: Soundness;

  /** Only `MeshService.addRoute` and its like make routes. @hidden */
  constructor(
    /** The service that is routed. */
    readonly service: IMeshService,
    /** Which of its ports: `http` for those of HTTP, HTTP2 and GRPC, `tls` and `tcp` for those of TLS and TCP. */
    readonly protocol: RouteProtocol,
    /** Its rules, in the order in which they are tried. */
    readonly rules: readonly PlannedRule[],
    site: CallSite,
    soundness: Soundness = { isReadable: true, isSound: true },
  ) {
    this.#site = site;
    this.#soundness = soundness;
  }

  /** The ports that it is for, in the order of their numbers. */
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

  /** Whether it is known what each rule is for. Otherwise nobody can say which rule hides which. @internal */
  get isReadable(): boolean {
    return this.#soundness.isReadable;
  }

  /** Whether nothing is wrong with any rule. What is wrong is left out, and nothing should follow from that. @internal */
  get isSound(): boolean {
    return this.#soundness.isSound;
  }

  /** The route of ports without rules: every request goes to any version, wherever it runs. @internal */
  static implied(service: IMeshService, protocol: RouteProtocol = 'http'): Route {
    const to = [{ version: undefined, cluster: undefined, weight: undefined }];
    return new Route(service, protocol, [{ from: undefined, match: [], to, actions: {} }], service.describedAt);
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

/** HTTP is what rules are for when nothing is said. */
function kind(protocol: RouteProtocol): string {
  return protocol === 'http' ? '' : `${protocol.toUpperCase()} `;
}
