/**
 * One rule for TCP or TLS connections: which connections it applies to, and where they go.
 * @module
 */
import type { CallerConditions } from './caller-conditions';
import type { Destination, RuleConditions } from './rule';

/**
 * Conditions that must all hold for a connection, at least one (MC019). They are the conditions of Istio's L4MatchAttributes on
 * the port and the caller. `destinationSubnets` is left out, because the only address of a service is its ClusterIP.
 *
 * @example
 * { port: 5432, sourceLabels: { app: 'web' } }
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#L4MatchAttributes
 */
export interface L4Match {
  /**
   * The port that the caller uses: a port of the service with the protocol of the route (MC019).
   * @default - any of these ports
   */
  readonly port?: number;
  /**
   * Labels of the caller's Pods (MC019). Only their sidecars get the rule. Some declared caller must be able to have them (MC163).
   * @default - any caller
   */
  readonly sourceLabels?: NonNullable<CallerConditions['sourceLabels']>;
  /**
   * The namespace of the caller: a DNS label (MC019). Some declared caller must be in it (MC163).
   * @default - any namespace
   */
  readonly sourceNamespace?: string;
}

/**
 * One rule for TCP connections, or for TLS connections that callers and containers encrypt themselves.
 *
 * @example
 * { match: [{ port: 5432 }], to: [{ version: 'v1', weight: 90 }, { version: 'v2', weight: 10 }] }
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TCPRoute
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSRoute
 */
export interface L4RouteRule<V extends string> extends Pick<RuleConditions, 'from'> {
  /**
   * Alternatives. At least one must hold. An alternative that can never be the first to hold is an error (MC041).
   * @default - every connection. In each cluster that runs a caller, the last rule for each port must match every connection to
   * it (MC015), and no other rule may follow (MC016)
   */
  readonly match?: readonly L4Match[];
  /**
   * Where the connections go: at least one destination (MC017), with weights (MC011 to MC013).
   * @default - any version, in every cluster that the `distribution` of the service allows
   */
  readonly to?: readonly Omit<Destination<V>, 'headers'>[];
}
