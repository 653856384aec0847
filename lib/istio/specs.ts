/**
 * The part of Istio's networking API that is written and read here, as readonly types. Field meanings are Istio's.
 * @see https://istio.io/latest/docs/reference/config/networking/
 * @module
 */

import type { HttpRoute } from './http-route';
import type { TcpRoute, TlsRoute } from './l4-route';
import type { TrafficPolicy } from './traffic-policy';

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
  readonly weight?: number;
  readonly serviceAccount?: string;
}

/** What is visible to some namespaces only; without a list, to all. `.` is the object's own. */
interface Exported {
  readonly exportTo?: readonly string[];
}

/** A host that is no Kubernetes Service. */
export interface ServiceEntrySpec extends Exported {
  readonly hosts: readonly string[];
  readonly location: 'MESH_INTERNAL';
  readonly ports: readonly ServiceEntryPort[];
  readonly resolution: 'STATIC' | 'DNS';
  readonly addresses?: readonly string[];
  readonly endpoints?: readonly WorkloadEntrySpec[];
  readonly workloadSelector?: { readonly labels: Labels };
}

/** A named part of a host's endpoints. */
export interface Subset {
  readonly name: string;
  readonly labels: Labels;
  readonly trafficPolicy?: TrafficPolicy;
}

/** Policies and subsets of a host. */
export interface DestinationRuleSpec extends Exported {
  readonly host: string;
  readonly trafficPolicy?: TrafficPolicy;
  readonly subsets?: readonly Subset[];
}

/** Routing rules, tried in order, for VirtualServices that delegate to them. */
export interface DelegateSpec extends Exported {
  readonly http: readonly HttpRoute[];
}

/** Routing rules for hosts, tried in order. */
export interface VirtualServiceSpec extends Exported {
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
