/**
 * What a user knows of a cluster.
 * @module
 */
import type { IstioMinor } from './istio-minor';

/** What the manifests of a cluster do not tell. */
export interface ClusterFacts {
  /** Where its Pods run: `region/zone/subzone`. */
  readonly locality?: string;
  /** Istio's configuration, in the form that istiod takes (MC233); else that of the ConfigMap `istio` counts, if there is one. */
  readonly config?: string;
  /**
   * The minor release of its Istio: `1.30` or `1.31` (MC238).
   * @default '1.31'
   */
  readonly istio?: IstioMinor;
}
