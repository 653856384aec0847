/**
 * Who is routed where, for one service.
 * @module
 */
import type { HttpMatch } from './http-match';
import type { IMeshService } from './service';

/** A version that requests go to. */
export interface Destination<V extends string> {
  /** A version of the service, wherever it runs. */
  readonly version: V;
  /**
   * Its share, an integer from 0 to 1000000 (MC011), relative to the other destinations of the rule. Shares are written
   * as percentages; a positive share that would round to 0 % is an error (MC011).
   * @default - equal shares, when no destination of the rule has a weight (MC013)
   */
  readonly weight?: number;
}

/** One rule of a route: which requests, and where they go. */
export interface RouteRule<V extends string> {
  /**
   * Alternatives, one of which must hold.
   * @default - every request; only the last rule is such a default, and it must be (MC015, MC016)
   */
  readonly match?: readonly HttpMatch[];
  /** Where the requests go: at least one destination (MC017). */
  readonly to: readonly Destination<V>[];
}

/** A destination of a rule as it is planned. */
export interface RouteDestination {
  /** The version; undefined for any of them. */
  readonly version: string | undefined;
  /** Its percentage; undefined for an only destination. */
  readonly weight: number | undefined;
}

/** The rules for one service, tried in order. Made by `MeshService.addRoute`, or implied by calls across clusters. */
export class Route {
  /** Only `MeshService.addRoute` makes routes. */
  constructor(
    /** The service that is routed. */
    readonly service: IMeshService,
    /** Its rules, in the order in which they are tried. */
    readonly rules: readonly {
      readonly match: readonly HttpMatch[];
      readonly to: readonly RouteDestination[];
    }[],
  ) {}

  /** The rule of a service without rules: every request to any version, wherever it runs. @internal */
  static implied(service: IMeshService): Route {
    return new Route(service, [{ match: [], to: [{ version: undefined, weight: undefined }] }]);
  }
}
