/**
 * A service of a mesh, for code that only reads it.
 * @module
 */
import type { Caller } from './caller';
import type { Cluster } from './cluster';
import type { Distribution } from './distribution';
import type { ServicePort } from './ports';
import type { Route } from './route';
import type { TrafficPolicies } from './traffic/service-policies';
import type { Origin } from './workloads';

/** A service of a mesh, with any versions. */
export interface IMeshService extends Caller {
  /** Its name, a DNS label, which is also the `app` label of its Pods. */
  readonly name: string;
  /** The number of its port, or the lowest number if it has several ports. */
  readonly port: number;
  /** Its ports, in the order of their numbers. */
  readonly ports: readonly ServicePort[];
  /** Its versions in name order. */
  readonly versions: readonly string[];
  /** How requests are distributed over the clusters that run a version. */
  readonly distribution: Distribution;
  /** Who creates its Service, ServiceAccount and Deployments. */
  readonly workloads: Origin;
  /** How callers treat connections to it, and how they choose among its Pods. */
  readonly trafficPolicies: TrafficPolicies;
  /** The route of its HTTP ports; undefined before `addRoute`. */
  readonly route: Route | undefined;
  /** All its routes, in the order in which they were added. */
  readonly routes: readonly Route[];
  /** The clusters that run a version, or any version when none is given, in name order. */
  clustersOf(version?: string): readonly Cluster[];
}
