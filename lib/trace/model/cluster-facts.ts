/**
 * What a user knows of a cluster.
 * @module
 */
import type { IstioMinor } from './istio-minor';

/** What the manifests of a cluster do not tell. */
export interface ClusterFacts {
  /** Where its Pods run: `region/zone/subzone`. */
  readonly locality?: string;
  /** The text of Istio's MeshConfig, as in `data.mesh` of the ConfigMap `istio` (MC233), which it takes precedence over. */
  readonly config?: string;
  /**
   * The minor release of its Istio: `1.30` or `1.31` (MC238).
   * @default '1.31'
   */
  readonly istio?: IstioMinor;
}
