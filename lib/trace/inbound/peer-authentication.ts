/**
 * Whether Pods accept mutual TLS, or require it.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/security/authn/policy_applier.go
 * @module
 */
import { hasLabels, ISTIO_NAMESPACE, type PeerAuthenticationSpec } from '../../istio';
import { type ManifestObject, peerAuthenticationSpec } from '../../manifests';
import { byAge } from '../model/age';
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
  private readonly policies: readonly PeerPolicy[];

  constructor(
    objects: readonly ManifestObject[],
    private readonly root: string = ISTIO_NAMESPACE,
  ) {
    this.policies = byAge(objects).map((object) => ({ object, spec: peerAuthenticationSpec(object) }));
  }

  /**
   * What Pods do with connections to a port: the oldest policy for their labels says it, else the one of their namespace, else
   * that of the root namespace. In the root namespace, policies for labels do not count.
   */
  modeOf({ namespace, labels }: Pick<Workload, 'namespace' | 'labels'>, port: number): PeerMode {
    const isIn = (where: string) => (each: PeerPolicy) => each.object.namespace === where;
    const own = this.policies.filter(isIn(namespace));
    const ofPods = (namespace === this.root ? [] : own).find(
      (each) => hasSelector(each) && hasLabels(labels, each.spec.selector?.matchLabels ?? {}),
    );
    const ofNamespace = own.find((each) => !hasSelector(each));
    const ofMesh = this.policies.filter(isIn(this.root)).find((each) => !hasSelector(each));
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

function hasSelector({ spec }: PeerPolicy): boolean {
  return Object.keys(spec.selector?.matchLabels ?? {}).length > 0;
}
