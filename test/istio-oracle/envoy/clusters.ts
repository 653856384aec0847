/**
 * Which endpoints of a cluster a proxy uses, and how it encrypts connections to them.
 * @see https://www.envoyproxy.io/docs/envoy/latest/intro/arch_overview/upstream/load_balancing/priority
 * @module
 */
import type { Target } from '../kubernetes/world';
import { matchesString } from './matchers';
import type { Cluster, LbEndpoint, LocalityEndpoints, Resources, TransportSocket } from './resources';
import type { Envelope } from './wire';

/** An endpoint with its share. */
export interface Choice {
  readonly endpoint: LbEndpoint;
  readonly target: Target;
  readonly share: number;
}

/** The cluster of a name; undefined if there is none. Envoy refuses one by LOGICAL_DNS that has not exactly one endpoint. */
export function clusterNamed(name: string, { clusters }: Resources): Cluster | undefined {
  const found = clusters.find((each) => each.name === name);
  const all = found?.loadAssignment?.endpoints ?? [];
  const isSingle = all.length === 1 && all[0]?.lbEndpoints?.length === 1;
  return found?.type === 'LOGICAL_DNS' && !isSingle ? undefined : found;
}

/** The endpoints of the first priority that has any, with their shares. */
export function choicesOf(cluster: Cluster, { endpoints }: Resources): readonly Choice[] {
  const name = cluster.edsClusterConfig?.serviceName ?? cluster.name;
  const assignment =
    cluster.type === 'EDS' ? endpoints.find((each) => each.clusterName === name) : cluster.loadAssignment;
  const all = assignment?.endpoints ?? [];
  const usable = (cluster.type === 'EDS' ? firstOfEach(all) : all)
    .map((each) => ({ ...each, lbEndpoints: (each.lbEndpoints ?? []).filter(isHealthy) }))
    .filter(({ lbEndpoints }) => lbEndpoints.length > 0);
  const first = Math.min(...usable.map(({ priority = 0 }) => priority));
  const used = usable.filter(({ priority = 0 }) => priority === first);
  return cluster.commonLbConfig?.localityWeightedLbConfig === undefined ? flat(used) : byLocality(used);
}

/** Leaves out endpoints with an address that one before them has. */
function firstOfEach(all: readonly LocalityEndpoints[]): readonly LocalityEndpoints[] {
  const known = new Set<string>();
  return all.map(({ lbEndpoints = [], ...rest }) => ({
    ...rest,
    lbEndpoints: lbEndpoints.filter(({ endpoint }) => {
      const address = JSON.stringify(endpoint?.address);
      return known.size < known.add(address).size;
    }),
  }));
}

function isHealthy({ healthStatus = 'UNKNOWN' }: LbEndpoint): boolean {
  return ['UNKNOWN', 'HEALTHY', 'DEGRADED'].includes(healthStatus);
}

function flat(localities: readonly LocalityEndpoints[]): readonly Choice[] {
  return weighted(
    localities.flatMap(({ lbEndpoints = [] }) => lbEndpoints),
    1,
  );
}

function byLocality(localities: readonly LocalityEndpoints[]): readonly Choice[] {
  const total = sum(localities.map(({ loadBalancingWeight = 0 }) => loadBalancingWeight));
  if (total === 0) return [];
  return localities.flatMap(({ lbEndpoints = [], loadBalancingWeight = 0 }) =>
    loadBalancingWeight === 0 ? [] : weighted(lbEndpoints, loadBalancingWeight / total),
  );
}

function weighted(endpoints: readonly LbEndpoint[], share: number): readonly Choice[] {
  const weightOf = ({ loadBalancingWeight = 1 }: LbEndpoint): number => loadBalancingWeight;
  const total = sum(endpoints.map(weightOf));
  return endpoints.map((endpoint) => {
    const { address = '', portValue: port = 0 } = endpoint.endpoint?.address?.socketAddress ?? {};
    return { endpoint, target: { address, port }, share: (share * weightOf(endpoint)) / total };
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** How a proxy encrypts a connection to an endpoint: by the first match of the endpoint's labels. */
export function envelopeFor(
  cluster: Cluster,
  endpoint: LbEndpoint | undefined,
  { identity, isHttp }: { readonly identity: string; readonly isHttp: boolean },
): Envelope | undefined {
  const labels = endpoint?.metadata?.filterMetadata?.['envoy.transport_socket_match'] ?? {};
  const found = (cluster.transportSocketMatches ?? []).find(({ match = {} }) =>
    Object.entries(match).every(([key, value]) => labels[key] === value),
  );
  const socket = found?.transportSocket ?? cluster.transportSocket;
  return socket?.name === 'envoy.transport_sockets.tls' ? envelopeOf(socket, cluster, identity, isHttp) : undefined;
}

function envelopeOf(
  { typedConfig = {} }: TransportSocket,
  cluster: Cluster,
  identity: string,
  isHttp: boolean,
): Envelope {
  const { sni = '', commonTlsContext = {} } = typedConfig;
  const { alpnProtocols = [], tlsCertificateSdsSecretConfigs = [], combinedValidationContext } = commonTlsContext;
  const context = combinedValidationContext?.defaultValidationContext ?? commonTlsContext.validationContext ?? {};
  const names = [
    ...(context.matchSubjectAltNames ?? []),
    ...(context.matchTypedSubjectAltNames ?? []).map(({ matcher }) => matcher),
  ];
  const isIstio = tlsCertificateSdsSecretConfigs.some(({ name }) => name === 'default');
  const overridden = isHttp && cluster.metadata?.filterMetadata?.istio?.alpn_override !== 'false';
  return {
    serverName: sni,
    alpn: overridden ? alpnOf(cluster) : alpnProtocols,
    identity: isIstio ? identity : undefined,
    accepts: (server) => names.length === 0 || names.some((each) => matchesString(each, server)),
  };
}

/** The protocols that Istio's filter offers for requests of HTTP. */
function alpnOf({ typedExtensionProtocolOptions = {} }: Cluster): readonly string[] {
  const isHttp2 = Object.values(typedExtensionProtocolOptions).some(
    ({ explicitHttpConfig }) => explicitHttpConfig?.http2ProtocolOptions !== undefined,
  );
  return isHttp2 ? ['istio-h2', 'istio', 'h2'] : ['istio-http/1.1', 'istio', 'http/1.1'];
}
