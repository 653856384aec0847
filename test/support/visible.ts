/**
 * Finds which objects a namespace can see, from manifests alone.
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService
 * @module
 */
import type { Clusters, Manifest } from './clusters';
import type { Callee } from './reach';

/** The namespace of east-west gateways. */
const GATEWAY_NAMESPACE = 'istio-system';

/** Whether a namespace can see an object. An object without exportTo is visible to all. */
export function isVisible({ metadata, spec }: Manifest, namespace: string): boolean {
  const { exportTo = ['*'] } = (spec ?? {}) as { readonly exportTo?: readonly string[] };
  return exportTo.some((to) => to === '*' || namespace === (to === '.' ? metadata.namespace : to));
}

/** The clusters with the objects that a caller sees in its own cluster, and those that the gateways see in other clusters. */
export function seenFrom(clusters: Clusters, cluster: string, namespace: string): Clusters {
  const seen = [...clusters.manifests].map(([name, objects]) => {
    const eyes = name === cluster ? namespace : GATEWAY_NAMESPACE;
    return [name, objects.filter((object) => isVisible(object, eyes))] as const;
  });
  return { ...clusters, manifests: new Map(seen) };
}

/** The clusters as an ingress gateway sees them. Its VirtualService delegates requests to the rules of the service. */
export function seenFromIngress(clusters: Clusters, cluster: string, namespace: string, callee: Callee): Clusters {
  const seen = seenFrom(clusters, cluster, namespace);
  const delegating = (seen.manifests.get(cluster) ?? []).flatMap((object): readonly Manifest[] => {
    if (object.kind !== 'VirtualService') return [object];
    const { name, namespace: own } = object.metadata;
    if (name !== `${callee.name}-ingress` || own !== callee.namespace) return [];
    const hosts = [`${callee.name}.${callee.namespace}.svc.cluster.local`];
    return [{ ...object, spec: { ...(object.spec as object), hosts } }];
  });
  return { ...clusters, manifests: new Map([...seen.manifests, [cluster, delegating]]) };
}
