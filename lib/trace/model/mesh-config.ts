/**
 * The parts of Istio's configuration of a mesh that decide where requests go.
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/
 * @module
 */
import type { TrafficPolicy } from '../../istio';

type LocalitySettings = NonNullable<NonNullable<TrafficPolicy['loadBalancer']>['localityLbSetting']>;

/** Istio's configuration of a cluster. */
export interface MeshConfig {
  /** Whether requests to hosts that Istio does not know are sent on. */
  readonly outbound: 'ALLOW_ANY' | 'REGISTRY_ONLY';
  /** What holds where a DestinationRule says nothing about localities. */
  readonly localities: LocalitySettings;
  /** The first part of identities. */
  readonly trustDomain: string;
}

/** What Istio does without any configuration. */
export const DEFAULT_CONFIG: MeshConfig = {
  outbound: 'ALLOW_ANY',
  localities: { enabled: true },
  trustDomain: 'cluster.local',
};
