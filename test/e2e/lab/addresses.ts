/**
 * The addresses of a lab's machines: cluster N has 10.10.N.0/24 on a bridge that all share.
 * @module
 */

/** The bridge's own, where etcd listens. */
export const BRIDGE = '10.10.0.1';

/** The addresses of machines that are in no cluster. */
export const OUTSIDE = '10.10.0.0/24';

/** A person's, outside. */
export const PERSON_ADDRESS = '10.10.0.3';

/** All addresses of a cluster. */
export function clusterRange(cluster: number): string {
  return `10.10.${cluster}.0/24`;
}

/** The addresses that a cluster's Services have, of which no machine has one. */
export function serviceRange(cluster: number): string {
  return `10.10${cluster}.0.0/16`;
}

/** Where a cluster's control plane runs. */
export function controlPlaneAddress(cluster: number): string {
  return `10.10.${cluster}.2`;
}

const GATEWAYS = { ingress: 10, eastwest: 20, own: 21 };

/** Where a cluster's gateway runs, as a load balancer's address would lead there; `own` is what a scenario installs. */
export function gatewayAddress(cluster: number, kind: keyof typeof GATEWAYS): string {
  return `10.10.${cluster}.${GATEWAYS[kind]}`;
}

/** A DNS name of a cluster's east-west gateway. */
export function gatewayName(cluster: number): string {
  return `eastwest.cluster${cluster}.example.com`;
}

/** The address of the nth Pod of a cluster, from 0. */
export function podAddress(cluster: number, index: number): string {
  return `10.10.${cluster}.${30 + index}`;
}
