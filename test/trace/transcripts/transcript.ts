/**
 * What was asked of a real mesh, and what its proxies answered.
 * @module
 */

/** An object of Kubernetes, as its API server returns it. */
export interface StoredObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly creationTimestamp?: string;
  };
  readonly spec?: object;
  readonly status?: object;
}

/** The objects of each cluster. */
export type Objects = Readonly<Record<string, readonly StoredObject[]>>;

/** What stays the same between configurations. */
export interface MeshWorld {
  /** The workloads, and the Services of the gateways. */
  readonly objects: Objects;
  /** Istio's configuration in each cluster. */
  readonly config: string;
  /** Where the Nodes of each cluster are. */
  readonly localities: Readonly<Record<string, string>>;
}

/** A request. */
export interface Request {
  /** `<cluster>/<namespace>/<workload>`, or `<cluster>/ingress`. */
  readonly from: string;
  readonly method?: string;
  readonly to: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How a request ended. */
export interface Seen {
  /** The status that the caller got; 0 if it got none. */
  readonly status: number;
  /** Envoy's response flag in the log of the caller's proxy, or `cut` if the connection was closed without an answer. */
  readonly flag?: string;
  /** The cluster of the workload that answered, or `outside`. */
  readonly cluster?: string;
  readonly workload?: string;
  /** The path and the host as the workload got them. */
  readonly path?: string;
  readonly host?: string;
  readonly location?: string;
}

/** A request that was sent several times, and how often it ended how. */
export interface Asked {
  readonly request: Request;
  readonly seen: readonly (readonly [count: number, seen: Seen])[];
}

/** A configuration that a real mesh had, and requests in it. */
export interface Transcript {
  readonly seed: number;
  readonly objects: Objects;
  readonly asked: readonly Asked[];
}
