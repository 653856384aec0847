/**
 * Checks that everything that objects refer to exists, from manifests alone.
 * @module
 */
import type { Labels } from '../../../lib/istio';
import { type Clusters, objects, selectedEntries, selects, serviceOf, type Written } from '../clusters';
import { endpointsOf, entriesOf, isHost, servicePods } from './endpoints';

/** A reference to a host, and possibly to a subset of it. */
export interface Reference {
  readonly host: string;
  readonly subset?: string;
}

/** The destinations and mirrors of a VirtualService. */
export function destinationsOf({
  spec: { http = [], tls = [], tcp = [] },
}: Written<'VirtualService'>): readonly Reference[] {
  const all = [
    ...http.flatMap(({ route = [], mirrors = [] }) => [...route, ...mirrors]),
    ...[...tls, ...tcp].flatMap(({ route = [] }) => route),
  ];
  return all.map(({ destination }) => destination);
}

/** The labels of a subset in a cluster; undefined if the subset is not declared there exactly once. */
export function labelsOf(clusters: Clusters, cluster: string, { host, subset = '' }: Reference): Labels | undefined {
  if (subset === '') return {};
  const [labels, ...others] = objects(clusters, cluster, 'DestinationRule')
    // not every client finds DestinationRules in other namespaces
    .filter(({ metadata, spec }) => spec.host === host && metadata.namespace === host.split('.')[1])
    .flatMap(({ spec: { subsets = [] } }) => subsets.filter(({ name }) => name === subset))
    .map((found) => found.labels ?? {});
  return others.length > 0 ? undefined : labels;
}

/** Lists the references in all clusters to things that do not exist. */
export function unresolved(clusters: Clusters): readonly string[] {
  return [...clusters.manifests.keys()].flatMap((cluster) =>
    [
      ...objects(clusters, cluster, 'VirtualService').flatMap((object) => missingRoutes(clusters, cluster, object)),
      ...objects(clusters, cluster, 'DestinationRule').flatMap((object) => missingSubsets(clusters, cluster, object)),
      ...objects(clusters, cluster, 'ServiceEntry').flatMap((object) => missingEndpoints(clusters, cluster, object)),
      ...orphans(clusters, cluster),
      ...objects(clusters, cluster, 'Gateway').flatMap((object) => missingServices(clusters, cluster, object)),
    ].map((what) => `${cluster}: ${what}`),
  );
}

/** Lists hosts without a Service, ports that a Service does not have, and destinations without a subset or an endpoint. */
function missingRoutes(clusters: Clusters, cluster: string, object: Written<'VirtualService'>): readonly string[] {
  const { hosts = [], http = [], tls = [], tcp = [] } = object.spec;
  const matches = [...http, ...tls, ...tcp].flatMap(({ match = [] }) => match.flatMap(({ port }) => port ?? []));
  const services = hosts.map((host) => serviceOf(clusters, cluster, host));
  return [
    ...hosts.filter((_, index) => services[index] === undefined).map((host) => `no Service ${host}`),
    ...matches
      .filter((number) => services.some((service) => !service?.spec.ports?.some(({ port }) => port === number)))
      .map((number) => `no port ${number} of ${hosts.join()}`),
    ...destinationsOf(object).flatMap((reference) => {
      const labels = labelsOf(clusters, cluster, reference);
      const { host, subset = '' } = reference;
      if (labels === undefined) return [`no one subset ${subset} of ${host}`];
      const isThere = endpointsOf(clusters, cluster, host, labels).length > 0;
      return isThere ? [] : [`no endpoint of ${host} ${subset}`];
    }),
  ];
}

/** Lists unknown hosts and subsets without Pods. The Pods of a Service's subset may be in any cluster. */
function missingSubsets(clusters: Clusters, cluster: string, { spec }: Written<'DestinationRule'>): readonly string[] {
  const { host, subsets = [] } = spec;
  const isRemote = entriesOf(clusters, cluster, host).length > 0;
  const endpoints = isRemote
    ? endpointsOf(clusters, cluster, host)
    : [...clusters.manifests.keys()].flatMap((other) => servicePods(clusters, other, host));
  return [
    ...(isHost(clusters, cluster, host) ? [] : [`no host ${host}`]),
    ...subsets
      .filter(({ labels }) => !endpoints.some((endpoint) => selects(labels, endpoint.labels)))
      .map(({ name }) => `nothing is of subset ${name} of ${host}`),
  ];
}

/** Lists endpoints of other clusters that lead to a wrong cluster, and selectors that match nothing. */
function missingEndpoints(clusters: Clusters, cluster: string, entry: Written<'ServiceEntry'>): readonly string[] {
  const { hosts, workloadSelector, endpoints = [] } = entry.spec;
  const all = hosts.flatMap((host) => endpointsOf(clusters, cluster, host));
  const remote = all.filter((endpoint) => 'cluster' in endpoint.labels);
  const local = all.filter((endpoint) => !remote.includes(endpoint));
  const selected = selectedEntries(clusters, cluster, entry);
  return [
    ...remote
      .filter((endpoint) => endpoint.cluster === cluster || endpoint.cluster !== endpoint.labels['cluster'])
      .map(
        (endpoint) => `an endpoint of ${endpoint.labels['cluster'] ?? ''} leads to ${endpoint.cluster ?? 'nowhere'}`,
      ),
    ...local
      .filter((endpoint) => endpoint.cluster !== cluster)
      .map(() => `an endpoint of ${hosts.join()} says no cluster`),
    ...(workloadSelector !== undefined && (local.length === 0 || selected.length === 0)
      ? [`${hosts.join()} selects no Pods or no WorkloadEntry`]
      : []),
    ...(workloadSelector !== undefined && endpoints.length > 0 ? [`${hosts.join()} selects and lists endpoints`] : []),
  ];
}

/** Lists WorkloadEntries that no ServiceEntry selects. */
function orphans(clusters: Clusters, cluster: string): readonly string[] {
  const selected = new Set(
    objects(clusters, cluster, 'ServiceEntry').flatMap((entry) => selectedEntries(clusters, cluster, entry)),
  );
  return objects(clusters, cluster, 'WorkloadEntry')
    .filter((entry) => !selected.has(entry))
    .map(({ metadata }) => `nothing selects WorkloadEntry ${metadata.name}`);
}

/** Lists hosts that a Gateway lets in although no Pod serves them. */
function missingServices(clusters: Clusters, cluster: string, { spec }: Written<'Gateway'>): readonly string[] {
  return (spec.servers ?? [])
    .flatMap(({ hosts }) => hosts)
    .filter((host) => servicePods(clusters, cluster, host.replace(/^.*\//, '')).length === 0)
    .map((host) => `nothing serves ${host}`);
}
