/**
 * Checks that each cluster knows the server names that others send to it, from manifests alone.
 * @module
 */
import {
  type Labels,
  parseServerName,
  type PortTrafficPolicy,
  serverName,
  type TrafficPolicy,
  VERSION,
} from '../../../lib/istio';
import { type Clusters, isAdmitted, objects, selects, serviceOf, type Written } from '../clusters';
import { type Endpoint, endpointsOf, entriesOf, servicePods } from './endpoints';
import { destinationsOf, labelsOf, type Reference } from './references';

/** A server name that a cluster sends to an endpoint in another cluster. */
interface Sent {
  /** `outbound_.<port>_.<subset>_.<host>`; undefined if the rule has none. */
  readonly name: string | undefined;
  /** The port that was called. */
  readonly port: number;
  /** The version that was called; undefined for any. */
  readonly version: string | undefined;
  readonly to: Endpoint;
}

/** Lists the server names with a port, subset, gateway host or Pods that the other cluster does not have. */
export function unknownServerNames(clusters: Clusters): readonly string[] {
  return [...clusters.manifests.keys()].flatMap((cluster) => {
    const sent = objects(clusters, cluster, 'DestinationRule').flatMap((rule) => written(clusters, cluster, rule));
    const implied = clusters.areDiscovered
      ? objects(clusters, cluster, 'VirtualService').flatMap((object) => impliedBy(clusters, cluster, object))
      : [];
    return [...sent, ...implied].flatMap((each) =>
      wrong(clusters, each).map((what) => `${cluster}: ${what} for ${each.name ?? ''} in ${each.to.cluster ?? ''}`),
    );
  });
}

/** The labels of the default subset. */
const ANY: Labels = {};

/** The server names of a DestinationRule, for each port and subset, including the default subset. */
function written(clusters: Clusters, cluster: string, { spec }: Written<'DestinationRule'>): readonly Sent[] {
  const { host, trafficPolicy, subsets = [] } = spec;
  return entriesOf(clusters, cluster, host).flatMap((entry) =>
    [{ labels: ANY, trafficPolicy }, ...subsets].flatMap((subset) => {
      const elsewhere = endpointsOf(clusters, cluster, host, subset.labels).filter((to) => to.cluster !== cluster);
      return (entry.spec.ports ?? []).flatMap(({ number }) => {
        const name = policyAt(number, subset.trafficPolicy)?.tls?.sni;
        return elsewhere.map((to) => ({ name, port: number, version: subset.labels?.[VERSION], to }));
      });
    }),
  );
}

/** Settings of a port hide those beside them. */
function policyAt(port: number, policy: TrafficPolicy | undefined): PortTrafficPolicy | undefined {
  return policy?.portLevelSettings?.find((each) => each.port?.number === port) ?? policy;
}

/** The server names that Istio makes by itself for a VirtualService's destinations in other clusters. */
function impliedBy(clusters: Clusters, cluster: string, object: Written<'VirtualService'>): readonly Sent[] {
  return destinationsOf(object).flatMap((reference: Reference) => {
    const { host, subset = '' } = reference;
    const ports = serviceOf(clusters, cluster, host)?.spec.ports ?? [];
    const labels = labelsOf(clusters, cluster, reference) ?? ANY;
    return endpointsOf(clusters, cluster, host, labels)
      .filter((to) => to.cluster !== cluster)
      .flatMap((to) =>
        ports.map(({ port }) => ({
          name: serverName({ port, subset, host }),
          port,
          version: labels[VERSION],
          to,
        })),
      );
  });
}

/** Lists what the other cluster lacks for a server name. */
function wrong(clusters: Clusters, { name = '', port, version, to }: Sent): readonly string[] {
  const { port: called, subset = '', host } = parseServerName(name) ?? { port: undefined, host: '' };
  const { cluster } = to;
  if (cluster === undefined) return ['no cluster'];
  const labels = labelsOf(clusters, cluster, { host, subset });
  const pods = servicePods(clusters, cluster, host).filter((pod) => selects(labels ?? ANY, pod.labels));
  const versions = pods.map((pod) => pod.labels[VERSION]);
  const endpointVersion = to.labels[VERSION] ?? versions[0];
  return [
    ...(called === port ? [] : [`another port than ${port}`]),
    ...(isAdmitted(clusters, cluster, host) ? [] : ['no gateway host']),
    ...(serviceOf(clusters, cluster, host)?.spec.ports?.some((each) => each.port === port) ? [] : ['no port']),
    ...(labels === undefined ? ['no one subset'] : []),
    ...(pods.length > 0 && versions.includes(endpointVersion) ? [] : [`no Pod of ${endpointVersion ?? 'any version'}`]),
    ...(version === undefined || versions.every((each) => each === version) ? [] : ['Pods of other versions']),
    ...(pods.every(({ account }) => account === to.account) ? [] : ['another service account']),
  ];
}
