/**
 * Which Sidecar holds for a Pod.
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/
 * @module
 */
import { hasLabels, ISTIO_NAMESPACE, type Labels, type SidecarSpec } from '../../istio';
import { type ManifestObject, sidecarSpec } from '../../manifests';
import { byAge } from '../model/age';

/** A Sidecar. */
interface Sidecar {
  readonly object: ManifestObject;
  readonly spec: SidecarSpec;
}

/** The Sidecars of a cluster. */
export class Sidecars {
  private readonly all: readonly Sidecar[];

  constructor(
    objects: readonly ManifestObject[],
    private readonly root: string = ISTIO_NAMESPACE,
  ) {
    this.all = byAge(objects).map((object) => ({ object, spec: sidecarSpec(object) }));
  }

  /** The Sidecar that selects a Pod, else the one for its whole namespace, else that of the root namespace for all namespaces. */
  of(namespace: string, labels: Labels): Sidecar | undefined {
    const own = this.all.filter(({ object }) => object.namespace === namespace);
    return (
      own.find((each) => !isForAll(each) && hasLabels(labels, each.spec.workloadSelector?.labels ?? {})) ??
      own.find(isForAll) ??
      this.all.filter(({ object }) => object.namespace === this.root).find(isForAll)
    );
  }
}

function isForAll({ spec }: Sidecar): boolean {
  return spec.workloadSelector === undefined;
}
