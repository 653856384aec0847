/**
 * Who is routed where, for one service.
 * @module
 */
import type { CallSite } from '../errors';
import type { CorsPolicy, RouteProtocol } from '../istio';
import type { Conditions } from '../match';
import type { Cluster } from './cluster';
import type { IMeshService } from './imesh-service';
import { portsRouted, type ServicePort } from './ports';
import type { Destination, DirectResponseRule, Forwarding, RedirectRule, RuleConditions } from './rules/rule';

/** A destination of a rule as it is planned. */
export interface RouteDestination extends Pick<Destination<string>, 'headers'> {
  /** The version; undefined for any of them. */
  readonly version: string | undefined;
  /** The cluster that it is pinned to; undefined for all that run it. */
  readonly cluster: Cluster | undefined;
  /** Its percentage; undefined for an only destination. */
  readonly weight: number | undefined;
}

type Given<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** What becomes of requests, as the rule says. */
export interface RuleActions
  extends
    Given<Pick<RuleConditions, 'name' | 'headers'>>,
    Given<Omit<Forwarding<string>, 'to'>>,
    Given<Pick<RedirectRule, 'redirect'>>,
    Given<Pick<DirectResponseRule, 'directResponse'>> {
  /** Which pages of other origins may call, as Istio writes it. */
  readonly corsPolicy?: CorsPolicy | undefined;
}

/** A rule as it is planned. */
export interface PlannedRule {
  /** The clusters whose callers it is for; undefined for all. */
  readonly from: readonly Cluster[] | undefined;
  /** Alternatives as Istio writes them; none for every request. */
  readonly match: readonly Conditions[];
  /** Where requests are forwarded to; nowhere, when they are redirected or answered. */
  readonly to: readonly RouteDestination[];
  /** What else becomes of them. */
  readonly actions: RuleActions;
}

/**
 * The rules for one service's ports of HTTP, of TLS, or of TCP, tried in order. Made by `MeshService.addRoute` and its like,
 * or implied by calls across clusters.
 */
export class Route {
  readonly #site: CallSite;
  readonly #isReadable: boolean;

  /** Only `MeshService.addRoute` and its like make routes. @hidden */
  constructor(
    /** The service that is routed. */
    readonly service: IMeshService,
    /** Which of its ports are: those of HTTP, HTTP2 and GRPC, those of TLS, or those of TCP. */
    readonly protocol: RouteProtocol,
    /** Its rules, in the order in which they are tried. */
    readonly rules: readonly PlannedRule[],
    site: CallSite,
    isReadable = true,
  ) {
    this.#site = site;
    this.#isReadable = isReadable;
  }

  /** The ports that it is for, in the order of their numbers. */
  get ports(): readonly ServicePort[] {
    return portsRouted(this.service.ports, this.protocol);
  }

  /** What messages call it. @internal */
  get title(): string {
    return `the ${kindOf(this.protocol)}route of "${this.service.name}"`;
  }

  /** What messages call one of its rules. @internal */
  ruleTitle(index: number): string {
    return `${kindOf(this.protocol)}rule ${index + 1} for "${this.service.name}"`;
  }

  /** Where in the user's code it was added. @internal */
  get describedAt(): CallSite {
    return this.#site;
  }

  /** Whether all conditions are sound; what others mean, and which hide which, nobody can say. @internal */
  get isReadable(): boolean {
    return this.#isReadable;
  }

  /** The rule of ports without rules: every request to any version, wherever it runs. @internal */
  static implied(service: IMeshService, protocol: RouteProtocol = 'http'): Route {
    const to = [{ version: undefined, cluster: undefined, weight: undefined }];
    return new Route(service, protocol, [{ from: undefined, match: [], to, actions: {} }], service.describedAt);
  }
}

/** What messages call the route of a service. */
export function routeTitle({ name }: IMeshService, protocol: RouteProtocol): string {
  return `${protocol === 'http' ? '' : `${protocol.toUpperCase()} `}route of "${name}"`;
}

function kindOf(protocol: RouteProtocol): string {
  return protocol === 'http' ? '' : `${protocol.toUpperCase()} `;
}
