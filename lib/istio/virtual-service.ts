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
  /** The gateways that apply it. `mesh` stands for sidecars, and is the default. */
  readonly gateways?: readonly string[];
  readonly http?: readonly HTTPRoute[];
  readonly tls?: readonly TLSRoute[];
  readonly tcp?: readonly TCPRoute[];
  /** The namespaces that see it. Without a list, all do. `.` is its own namespace. */
  readonly exportTo?: readonly string[];
}
