/**
 * How far the proxies of a cluster normalize the paths of requests: `pathNormalization` of the MeshConfig.
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig-ProxyPathNormalization-NormalizationType
 * @module
 */
import { type Fields, fields, text } from '../../manifests';

/** How far paths are normalized; each does what the ones before it do. */
export type PathNormalization = 'NONE' | 'BASE' | 'MERGE_SLASHES' | 'DECODE_AND_MERGE_SLASHES';

/** Istio's default, which the word `DEFAULT` also stands for. */
export const DEFAULT_NORMALIZATION: PathNormalization = 'BASE';

const KNOWN: ReadonlyMap<string, PathNormalization> = new Map(
  (['NONE', 'BASE', 'MERGE_SLASHES', 'DECODE_AND_MERGE_SLASHES'] as const).map((each) => [each, each]),
);

/** What a MeshConfig says. */
export function pathNormalizationOf(config: Fields): PathNormalization {
  const { normalization } = fields(config['pathNormalization']);
  return KNOWN.get(text(normalization) ?? '') ?? DEFAULT_NORMALIZATION;
}
