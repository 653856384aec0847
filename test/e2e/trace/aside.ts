/**
 * Sets aside what other scenarios have configured, since rules for all hosts and gateways with the same hosts would count as well.
 * @module
 */
import type { KubeApi, KubeObject, WrittenObject } from '../lab/kube-api';
import { lab } from '../scenarios/lab';
import { CLUSTERS } from './world';

const KINDS = [
  ...['virtualservices', 'destinationrules', 'serviceentries', 'workloadentries', 'gateways', 'sidecars'].map(
    (plural) => `networking.istio.io/v1/${plural}`,
  ),
  ...['peerauthentications', 'authorizationpolicies'].map((plural) => `security.istio.io/v1/${plural}`),
];

interface Stored extends KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly spec?: object;
}

/** Deletes all objects of Istio. Returns what brings back those whose Namespaces then still exist. */
export async function setAside(): Promise<() => Promise<void>> {
  const all = await Promise.all(CLUSTERS.map(async (cluster) => [lab.api(cluster), await stored(cluster)] as const));
  await Promise.all(all.flatMap(([api, objects]) => objects.map((each) => api.delete(each))));
  return async () => {
    await Promise.all(
      all.map(async ([api, objects]) => {
        const staying = await namespaces(api);
        const back = objects.filter(({ metadata: { namespace = 'default' } }) => staying.has(namespace));
        await Promise.all(back.map((each) => api.apply(each)));
      }),
    );
  };
}

/** The Namespaces of a cluster that are not being deleted. */
async function namespaces(api: KubeApi): Promise<ReadonlySet<string>> {
  const all = await api.list('/api/v1/namespaces');
  return new Set(all.flatMap(({ metadata }) => (metadata.deletionTimestamp === undefined ? [metadata.name] : [])));
}

async function stored(cluster: number): Promise<readonly WrittenObject[]> {
  const api = lab.api(cluster);
  const lists = await Promise.all(KINDS.map((kind) => api.list<Stored>(`/apis/${kind}`)));
  return lists.flat().map(({ apiVersion, kind, spec, metadata: { name, namespace, labels, annotations } }) => ({
    apiVersion,
    kind,
    metadata: { name, namespace, ...(labels && { labels }), ...(annotations && { annotations }) },
    ...(spec && { spec }),
  }));
}
