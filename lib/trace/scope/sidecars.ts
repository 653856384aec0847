/**
 * Which Sidecar holds for a Pod.
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/
 * @module
 */
import { ISTIO_NAMESPACE, type Labels, type SidecarSpec } from '../../istio';
import { type ManifestObject, sidecarSpec } from '../../manifests';
import { byAge } from '../model/age';
import { Selectors } from '../model/selectors';

/** A Sidecar. */
interface Sidecar {
  readonly object: ManifestObject;
  readonly spec: SidecarSpec;
}

/** The Sidecars of a cluster. */
export class Sidecars {
  private readonly all: Selectors<Sidecar>;

  constructor(
    objects: readonly ManifestObject[],
    private readonly root: string = ISTIO_NAMESPACE,
  ) {
    const all = byAge(objects).map((object) => ({ object, spec: sidecarSpec(object) }));
    this.all = new Selectors(all, ({ object: { namespace = '' }, spec }) => ({
      namespace,
      labels: spec.workloadSelector?.labels ?? {},
    }));
  }

  /** The Sidecar that selects a Pod, else the one for its whole namespace, else that of the root namespace for all namespaces. */
  of(namespace: string, labels: Labels): Sidecar | undefined {
    const own = this.all.of(namespace, labels);
    return own.find((each) => !isForAll(each)) ?? own[0] ?? this.all.of(this.root, {}).find(isForAll);
  }
}

function isForAll({ spec }: Sidecar): boolean {
  return spec.workloadSelector === undefined;
}
