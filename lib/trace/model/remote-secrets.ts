/**
 * The Secrets by which Istio in a cluster reads other clusters.
 * @see https://github.com/istio/istio/blob/1.31.0/pkg/kube/multicluster/secretcontroller.go
 * @module
 */
import { ISTIO_NAMESPACE } from '../../istio';
import { type ClusterManifests, fields, labelsOf, type ManifestObject } from '../../manifests';

/** Which clusters Istio in each cluster reads, by its name. Without any Secret, none reads another. */
export type Reading = ReadonlyMap<string, ReadonlySet<string>>;

/** Finds which clusters are read. A Secret whose keys are no names of clusters stands for all others. */
export function readByIstio(all: readonly ClusterManifests[]): Reading {
  const names = all.map(({ name }) => name);
  return new Map(
    all.map(({ name, objects }) => [name, new Set(objects.flatMap((each) => namedIn(each, name, names)))]),
  );
}

function namedIn(object: ManifestObject, own: string, names: readonly string[]): readonly string[] {
  const { kind, namespace, json } = object;
  if (kind !== 'Secret' || namespace !== ISTIO_NAMESPACE || labelsOf(object)['istio/multiCluster'] !== 'true')
    return [];
  const keys = [json['data'], json['stringData']].flatMap((each) => Object.keys(fields(each)));
  const known = names.filter((name) => keys.includes(name));
  return (known.length === 0 ? names : known).filter((name) => name !== own);
}

/** What is taken for granted where some clusters have Secrets, but not all: sentences. */
export function unreadingIn(reading: Reading): readonly string[] {
  const without = [...reading].filter(([, read]) => read.size === 0).map(([name]) => name);
  if (without.length === reading.size) return [];
  return without.map(
    (name) =>
      `Cluster "${name}" has no remote secret, unlike others, so its Istio is assumed to read no other cluster. If the Istio of another cluster configures it, use --connected, or isConnected in tests.`,
  );
}
