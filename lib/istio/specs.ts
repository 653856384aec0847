/**
 * The part of Istio's networking API that is written and read here, as readonly types. Field meanings are Istio's.
 * @see https://istio.io/latest/docs/reference/config/networking/
 * @module
 */

import type { HttpRoute } from './http-route';
import type { TcpRoute, TlsRoute } from './l4-route';

/** Labels or a label selector. */
export type Labels = Readonly<Record<string, string>>;

/** A port of a Gateway. */
export interface IstioPort {
  readonly number: number;
  readonly name: string;
  readonly protocol: string;
}

/** A port of a ServiceEntry. */
export interface ServiceEntryPort extends IstioPort {
  /** Where endpoints listen that do not say so themselves; the same number when not said. */
  readonly targetPort?: number;
}

/** An address that serves, inline in a ServiceEntry or as a WorkloadEntry. */
export interface WorkloadEntrySpec {
  readonly address: string;
  readonly ports: Readonly<Record<string, number>>;
  readonly labels: Labels;
  readonly locality?: string;
  readonly serviceAccount?: string;
}

/** A host that is no Kubernetes Service. */
export interface ServiceEntrySpec {
  readonly hosts: readonly string[];
  readonly location: 'MESH_INTERNAL';
  readonly ports: readonly ServiceEntryPort[];
  readonly resolution: 'STATIC' | 'DNS';
  readonly addresses?: readonly string[];
  readonly endpoints?: readonly WorkloadEntrySpec[];
  readonly workloadSelector?: { readonly labels: Labels };
}

/** Which endpoints are preferred. */
export interface LocalityLbSetting {
  readonly enabled?: boolean;
  /** Labels, or labels with values: an endpoint is the more preferred the more of the first of them it has. */
  readonly failoverPriority?: readonly string[];
}

/** When an endpoint is left out for a while. */
export interface OutlierDetection {
  readonly splitExternalLocalOriginErrors: boolean;
  readonly consecutiveLocalOriginFailures: number;
  readonly consecutiveGatewayErrors: number;
  readonly consecutive5xxErrors: number;
  readonly interval: string;
  readonly baseEjectionTime: string;
  readonly maxEjectionPercent: number;
  readonly minHealthPercent: number;
}

/** How a client treats connections to one port of a host, or to all of them. */
export interface PortPolicy {
  readonly loadBalancer?: { readonly localityLbSetting?: LocalityLbSetting };
  readonly connectionPool?: { readonly tcp: { readonly connectTimeout: string } };
  readonly outlierDetection?: OutlierDetection;
  readonly tls?: { readonly mode: 'ISTIO_MUTUAL'; readonly sni?: string };
}

/** How a client treats connections to a host. */
export interface TrafficPolicy extends PortPolicy {
  /** What holds for a port instead of all that is said beside: nothing of that is taken over. */
  readonly portLevelSettings?: readonly ({ readonly port: { readonly number: number } } & PortPolicy)[];
}

/** A named part of a host's endpoints. */
export interface Subset {
  readonly name: string;
  readonly labels: Labels;
  readonly trafficPolicy?: TrafficPolicy;
}

/** Policies and subsets of a host. */
export interface DestinationRuleSpec {
  readonly host: string;
  readonly trafficPolicy?: TrafficPolicy;
  readonly subsets?: readonly Subset[];
}

/** Routing rules for hosts, tried in order. */
export interface VirtualServiceSpec {
  readonly hosts: readonly string[];
  readonly http?: readonly HttpRoute[];
  readonly tls?: readonly TlsRoute[];
  readonly tcp?: readonly TcpRoute[];
}

/** What a gateway listens for. */
export interface GatewaySpec {
  readonly selector: Labels;
  readonly servers: readonly {
    readonly port: IstioPort;
    readonly tls: { readonly mode: 'AUTO_PASSTHROUGH' };
    readonly hosts: readonly string[];
  }[];
}
