/**
 * Claims of objects to hosts, and what one app writes into a cluster as other apps of the cluster need to know it.
 * @module
 */
import type { Labels, Viewers } from '../../istio';
import type { MeshDescription } from '../../mesh';
import type { Place } from '../finding';

/** An object's claim to a host. */
export interface Claim extends Place {
  /** The host, which may be a wildcard. */
  readonly host: string;
  /** The namespace of the object. */
  readonly namespace: string;
  /** The namespaces that see the object. */
  readonly viewers: Viewers;
  /** The namespaces of the mesh, if the plan of a mesh holds the object. Otherwise, users wrote it. */
  readonly mesh: ReadonlySet<string> | undefined;
}

/** The claim of a VirtualService, or of a route of the Gateway API, which sidecars obey. */
export interface RouteClaim extends Claim {
  /** Whether it has rules for connections, by TLS or TCP. */
  readonly hasConnections: boolean;
  /** Whether it is a route of the Gateway API. A Service may have several. */
  readonly isServiceRoute: boolean;
}

/** The claim of a Gateway's server. One without TLS claims every host at its port. */
export interface ServerClaim extends Claim {
  /** Whether it passes connections through by their server names. */
  readonly isPassing: boolean;
  readonly port: number;
  /** The labels of the gateway's Pods. */
  readonly selector: Labels;
}

/** The claims of each kind. */
export interface Claims {
  /** The hosts of VirtualServices, and of Services that have routes of the Gateway API. */
  readonly routes: readonly RouteClaim[];
  /** The hosts of DestinationRules. */
  readonly rules: readonly Claim[];
  /** The hosts of ServiceEntries, and of the mesh's Services. */
  readonly entries: readonly Claim[];
  /** The hosts of Gateways that pass connections through by server name, and the ports that others take without TLS. */
  readonly servers: readonly ServerClaim[];
}

/** What one app writes into a cluster, as other apps of the cluster need to know it. */
export interface Owned extends Claims {
  /** The path of the construct of each object, by identity. */
  readonly objects: ReadonlyMap<string, string>;
  /** The text of each Namespace, by identity. Apps may have equal ones. */
  readonly namespaces: ReadonlyMap<string, string>;
}

/** The share of one app in a cluster. It can be kept when the app is written. */
export interface Share {
  /** The folder of the app. */
  readonly folder: string;
  /** The name of its mesh. */
  readonly mesh: string;
  /** The description of its mesh. */
  readonly description: MeshDescription | undefined;
  /** The name of its scheme. */
  readonly scheme: string;
  /** Stands for the plan of its cluster. */
  readonly source: number;
  /** The name of its cluster. */
  readonly cluster: string;
  /** What it writes. Few apps have others beside them, so it may be read only when it is asked for. */
  readonly owned: () => Owned;
}
