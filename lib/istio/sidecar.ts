/**
 * Sidecar, as readonly types. Fields and their meanings are Istio's.
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/
 * @module
 */
import type { Labels } from './labels';

/** What a sidecar may call. */
interface IstioEgressListener {
  readonly port?: { readonly number?: number; readonly protocol?: string };
  /** Hosts with the namespaces of their services: `shop/*`, `./cart.shop.svc.cluster.local`. `~` before them excludes them. */
  readonly hosts: readonly string[];
}

/** What the sidecars of Pods know of the mesh. */
export interface SidecarSpec {
  /** The Pods that it applies to. Without a selector, it applies to all Pods of its namespace that no other one selects. */
  readonly workloadSelector?: { readonly labels?: Labels };
  readonly egress?: readonly IstioEgressListener[];
  readonly outboundTrafficPolicy?: { readonly mode?: 'REGISTRY_ONLY' | 'ALLOW_ANY' };
}
