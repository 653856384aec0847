/**
 * Who routes a request: the sidecar of a Pod, or a gateway.
 * @module
 */
import type { Labels } from '../../istio';
import type { Workload } from './workload';

/** A sidecar or a gateway. */
export interface Proxy {
  readonly cluster: string;
  readonly kind: 'sidecar' | 'gateway';
  /** Whether there is one: Pods without a sidecar send their requests themselves. */
  readonly hasProxy: boolean;
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  /** The annotations of its Pods. */
  readonly annotations: Labels;
  readonly serviceAccountName: string;
  /** The first part of its identity. */
  readonly trustDomain: string;
  /** `region/zone/subzone`; empty if unknown. */
  readonly locality: string;
  readonly network: string;
}

/** The proxy of the Pods of a workload. */
export function proxyOf(workload: Workload, kind: Proxy['kind'], trustDomain: string): Proxy {
  const { cluster, hasProxy, name, namespace, labels, annotations, serviceAccountName, locality, network } = workload;
  const pods = { hasProxy, name, namespace, labels, annotations, serviceAccountName };
  return { cluster, kind, ...pods, trustDomain, locality, network };
}
