/**
 * The minor releases of Istio whose rules a trace follows, and what differs between them. What one of them does wrong and its
 * patches mend is not among it, nor are fields of Kubernetes objects that only one has: Kubernetes does not keep the others.
 * @module
 */

/** The minor releases, the newest last. */
export const ISTIO_MINORS = ['1.30', '1.31'] as const;

/** A minor release of Istio. */
export type IstioMinor = (typeof ISTIO_MINORS)[number];

/** The minor release that is followed unless a user names another one. */
export const NEWEST: IstioMinor = '1.31';

/** What differs between minor releases. */
export interface Semantics {
  /**
   * Whether the hosts of a Sidecar that start with `~` exclude others. Else they name nothing.
   * @see https://github.com/istio/istio/pull/60139
   */
  readonly isExcluding: boolean;
  /**
   * Whether the `defaultTrafficPolicy` of a MeshConfig counts.
   * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/
   */
  readonly hasDefaultTrafficPolicy: boolean;
}

/** The differences by minor release. */
export const SEMANTICS: Readonly<Record<IstioMinor, Semantics>> = {
  '1.30': { isExcluding: false, hasDefaultTrafficPolicy: false },
  '1.31': { isExcluding: true, hasDefaultTrafficPolicy: true },
};

/** Whether a text names a minor release that is followed. */
export function isIstioMinor(text: unknown): text is IstioMinor {
  return ISTIO_MINORS.some((each) => each === text);
}
