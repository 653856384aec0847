/**
 * VirtualService, as readonly types. Fields and their meanings are Istio's.
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/
 * @module
 */
import type { HTTPRoute } from './http-route';
import type { TCPRoute } from './tcp-route';
import type { TLSRoute } from './tls-route';

/** Rules for requests and connections to hosts, tried in order. */
export interface VirtualServiceSpec {
  /** Without hosts, other VirtualServices delegate to it. */
  readonly hosts?: readonly string[];
  /** Where it is in force; without a list, at sidecars only, which are called `mesh` here. */
  readonly gateways?: readonly string[];
  readonly http?: readonly HTTPRoute[];
  readonly tls?: readonly TLSRoute[];
  readonly tcp?: readonly TCPRoute[];
  /** The namespaces that see it; without a list, all. `.` is its own. */
  readonly exportTo?: readonly string[];
}
