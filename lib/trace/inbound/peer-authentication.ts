/**
 * Whether Pods accept mutual TLS, or require it.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/security/authn/policy_applier.go
 * @module
 */
import { ISTIO_NAMESPACE, type Labels, type PeerAuthenticationSpec } from '../../istio';
import { type ManifestObject, peerAuthenticationSpec } from '../../manifests';
import { byAge } from '../model/age';
import { Selectors } from '../model/selectors';
import type { Workload } from '../model/workload';

/** What Pods do with connections. */
export type MutualTls = 'DISABLE' | 'PERMISSIVE' | 'STRICT';

/** A mode, and what says so. */
export interface PeerMode {
  readonly mode: MutualTls;
  readonly object: ManifestObject | undefined;
  readonly path: readonly (string | number)[];
}

interface PeerPolicy {
  readonly object: ManifestObject;
  readonly spec: PeerAuthenticationSpec;
}

const DEFAULT: PeerMode = { mode: 'PERMISSIVE', object: undefined, path: [] };

/** The PeerAuthentications of a cluster. */
export class PeerAuthentications {
  private readonly policies: Selectors<PeerPolicy>;

  constructor(
    objects: readonly ManifestObject[],
    private readonly root: string = ISTIO_NAMESPACE,
  ) {
    const policies = byAge(objects).map((object) => ({ object, spec: peerAuthenticationSpec(object) }));
    this.policies = new Selectors(policies, (each) => ({
      namespace: each.object.namespace ?? '',
      labels: labelsOf(each),
    }));
  }

  /**
   * What Pods do with connections to a port: the oldest policy for their labels says it, else the one of their namespace, else
   * that of the root namespace. In the root namespace, policies for labels do not count.
   */
  modeOf({ namespace, labels }: Pick<Workload, 'namespace' | 'labels'>, port: number): PeerMode {
    const ofPods = namespace === this.root ? undefined : this.policies.of(namespace, labels).find(hasSelector);
    const [ofNamespace] = this.policies.of(namespace, {});
    const [ofMesh] = this.policies.of(this.root, {});
    const ofPort = ofPods?.spec.portLevelMtls?.[String(port)]?.mode ?? 'UNSET';
    if (ofPods !== undefined && ofPort !== 'UNSET')
      return { mode: ofPort, object: ofPods.object, path: ['spec', 'portLevelMtls', String(port)] };
    for (const policy of [ofPods, ofNamespace, ofMesh]) {
      const mode = policy?.spec.mtls?.mode ?? 'UNSET';
      if (policy !== undefined && mode !== 'UNSET') return { mode, object: policy.object, path: ['spec', 'mtls'] };
    }
    return DEFAULT;
  }
}

/** The labels of the Pods that a policy is for; none if it is for a whole namespace. */
function labelsOf({ spec }: PeerPolicy): Labels {
  return spec.selector?.matchLabels ?? {};
}

function hasSelector(policy: PeerPolicy): boolean {
  return Object.keys(labelsOf(policy)).length > 0;
}
