/**
 * One rule for connections that are not HTTP: which connections, and where they go.
 * @module
 */
import type { CallerConditions } from './caller-conditions';
import type { Destination, RuleConditions } from './rule';

/**
 * Conditions that must all hold for a connection, at least one (MC019): those of Istio's L4MatchAttributes that depend on
 * the caller. A ClusterIP is the only address of a service, so that there are no `destinationSubnets`.
 *
 * @example
 * { port: 5432, sourceLabels: { app: 'web' } }
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#L4MatchAttributes
 */
export interface L4Match {
  /**
   * The port that is addressed: one of the service's of the rule's protocol (MC019).
   * @default - any of them
   */
  readonly port?: number;
  /**
   * Labels that the Pods of the caller have; their sidecars alone get the rule (MC019).
   * @default - any caller
   */
  readonly sourceLabels?: NonNullable<CallerConditions['sourceLabels']>;
  /**
   * The namespace of the caller, a DNS label (MC019).
   * @default - any namespace
   */
  readonly sourceNamespace?: string;
}

/**
 * One rule for connections of TCP, or of TLS that callers and containers speak themselves.
 *
 * @example
 * { match: [{ port: 5432 }], to: [{ version: 'v1', weight: 90 }, { version: 'v2', weight: 10 }] }
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TCPRoute
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSRoute
 */
export interface L4RouteRule<V extends string> extends Pick<RuleConditions, 'from'> {
  /**
   * Alternatives, one of which must hold. One that can never be the first to hold is an error (MC041).
   * @default - every connection; in every cluster that runs a caller, each port has such a rule behind its others, or one
   * that asks for the port alone (MC015, MC016)
   */
  readonly match?: readonly L4Match[];
  /** Where the connections go: at least one destination (MC017), by weights (MC011 to MC013). */
  readonly to: readonly Omit<Destination<V>, 'headers'>[];
}
