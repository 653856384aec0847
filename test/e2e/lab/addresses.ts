/**
 * Assigns the addresses of a lab's machines. Cluster N has 10.10.N.0/24; all clusters share one bridge.
 * @module
 */

/** The address of the bridge itself, where etcd listens. */
export const BRIDGE = '10.10.0.1';

/** The addresses of machines outside all clusters. */
export const OUTSIDE = '10.10.0.0/24';

/** The address of the person's machine, which is outside all clusters. */
export const PERSON_ADDRESS = '10.10.0.3';

/** DNS names of that machine, which runs a service outside of the mesh. */
export const OUTSIDE_HOSTS = ['outside.example.com', 'direct.example.com'] as const;

/** All addresses of a cluster. */
export function clusterRange(cluster: number): string {
  return `10.10.${cluster}.0/24`;
}

/** The addresses of a cluster's Services. No machine has one of them. */
export function serviceRange(cluster: number): string {
  return `10.10${cluster}.0.0/16`;
}

/** Where a cluster's control plane runs. */
export function controlPlaneAddress(cluster: number): string {
  return `10.10.${cluster}.2`;
}

const GATEWAYS = { ingress: 10, eastwest: 20, own: 21 };

/** The address of a cluster's gateway, in place of a load balancer's. A scenario installs `own`. */
export function gatewayAddress(cluster: number, kind: keyof typeof GATEWAYS): string {
  return `10.10.${cluster}.${GATEWAYS[kind]}`;
}

/** The DNS name of a cluster's east-west gateway. */
export function gatewayName(cluster: number): string {
  return `eastwest.cluster${cluster}.example.com`;
}

/** The address of the nth Pod of a cluster, from 0. */
export function podAddress(cluster: number, index: number): string {
  return `10.10.${cluster}.${30 + index}`;
}
