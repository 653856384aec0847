/**
 * Checks that nothing has two owners in a cluster, from manifests alone. If two objects claim a host, Istio follows the first or
 * an arbitrary one, or merges them.
 * @module
 */
import { GATEWAY_PORT, GATEWAY_SELECTOR, type Labels } from '../../../lib/istio';
import { type Clusters, objects, selectedEntries } from '../clusters';

/** Lists what has two owners in a cluster. */
export function ownedTwice(clusters: Clusters): readonly string[] {
  return [...clusters.manifests.keys()].flatMap((cluster) => {
    const claims = [...named(clusters, cluster), ...hosts(clusters, cluster), ...listeners(clusters, cluster)];
    return claims.filter((claim, index) => claims.indexOf(claim) < index).map((claim) => `${cluster}: ${claim}`);
  });
}

/** The claims of objects to their names, and of ServiceEntries to the WorkloadEntries that they select. */
function named(clusters: Clusters, cluster: string): readonly string[] {
  const id = (kind: string, { name, namespace = '' }: { readonly name: string; readonly namespace?: string }): string =>
    `${kind} ${namespace}/${name}`;
  return [
    ...(clusters.manifests.get(cluster) ?? []).map(({ kind, metadata }) => id(kind, metadata)),
    ...objects(clusters, cluster, 'ServiceEntry')
      .flatMap((entry) => selectedEntries(clusters, cluster, entry))
      .map(({ metadata }) => id('selected WorkloadEntry', metadata)),
  ];
}

/** The claims of objects to hosts and addresses. */
function hosts(clusters: Clusters, cluster: string): readonly string[] {
  const entries = objects(clusters, cluster, 'ServiceEntry').map(({ spec }) => spec);
  const all = new Set(entries.flatMap((entry) => entry.hosts));
  // the hosts of versions, such as v1.cart.default.global, share the address of their service, which nothing calls
  const isOfVersion = (host: string): boolean => all.has(host.slice(host.indexOf('.') + 1));
  return [
    ...objects(clusters, cluster, 'VirtualService').flatMap(({ spec }) =>
      (spec.hosts ?? []).map((host) => `VirtualService for ${host}`),
    ),
    ...objects(clusters, cluster, 'DestinationRule').map(({ spec }) => `DestinationRule for ${spec.host}`),
    ...objects(clusters, cluster, 'Service').map(
      ({ metadata: { name, namespace = '' } }) => `host ${name}.${namespace}.svc.cluster.local`,
    ),
    ...entries.flatMap((entry) => [
      ...entry.hosts.map((host) => `host ${host}`),
      ...(entry.hosts.some(isOfVersion) ? [] : (entry.addresses ?? []).map((address) => `address ${address}`)),
    ]),
  ];
}

/** The claims of Gateways, including Istio's stock Gateway, to ports and to the hosts that they let in. */
function listeners(clusters: Clusters, cluster: string): readonly string[] {
  const at = (selector: Labels | undefined, port: number): string => `server at ${JSON.stringify(selector)}:${port}`;
  return [
    ...(clusters.stock.has(cluster) ? [at(GATEWAY_SELECTOR, GATEWAY_PORT)] : []),
    ...objects(clusters, cluster, 'Gateway').flatMap(({ spec: { selector, servers = [] } }) =>
      servers.flatMap((server) => [
        at(selector, server.port.number),
        // Envoy rejects a listener for one server name in two spellings
        ...server.hosts.map((host) => `${at(selector, server.port.number)} for ${host.replace(/^.*\//, '')}`),
      ]),
    ),
  ];
}
