/**
 * Endpoints in other networks, which a proxy reaches through the gateways there.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/xds/endpoints/ep_filters.go
 * @module
 */
import { GATEWAY_PORT, TOPOLOGY_CLUSTER } from '../../istio';
import type { NetworkGateway } from '../model/network-gateway';
import type { Proxy } from '../model/proxy';
import type { Endpoint } from './endpoint';
import { withTopology } from './topology';

/** What decides how endpoints in other networks are reached. */
interface Ways {
  readonly isMutual: (endpoint: Endpoint) => boolean;
  /** Whether an east-west gateway passes the connections through. If it has a network, it sees no other. */
  readonly isPassing: boolean;
  /** The gateways of networks that Istio knows. */
  readonly gatewaysTo: (network: string) => readonly NetworkGateway[];
}

/**
 * Replaces Pods in other networks by the gateways there, which get as many requests as all of them. Pods without mutual TLS
 * cannot be reached so. Where no Service says that it is for the network, its cluster is assumed to have Istio's usual gateway.
 */
export function acrossNetworks(
  endpoints: readonly Endpoint[],
  proxy: Proxy,
  { isMutual, isPassing, gatewaysTo }: Ways,
): readonly Endpoint[] {
  const isFar = ({ network }: Endpoint): boolean => network !== '' && network !== proxy.network;
  if (!endpoints.some(isFar)) return endpoints;
  const near: Endpoint[] = [];
  const gateways = new Map<string, Endpoint>();
  for (const each of endpoints) {
    if (isPassing && proxy.network !== '' && isFar(each)) continue;
    const entrances = isFar(each) ? entrancesTo(each, proxy, gatewaysTo(each.network)) : undefined;
    if (entrances === undefined) near.push(each);
    else if ('unreachedBy' in entrances) near.push({ ...each, ...entrances });
    else if (each.isReady && isMutual(each)) for (const gateway of entrances) addTo(gateways, gateway);
  }
  return [...near, ...gateways.values()];
}

function addTo(gateways: Map<string, Endpoint>, gateway: Endpoint): void {
  const { gatewayOf = '', gatewayService, address = '', port, locality, weight } = gateway;
  const key = [gatewayOf, gatewayService?.id ?? '', address, port, locality].join(' ');
  const before = gateways.get(key);
  gateways.set(key, before === undefined ? gateway : { ...before, weight: before.weight + weight });
}

/** The gateways that stand for an endpoint; the Service that Istio does not take for one; undefined if it is reached directly. */
function entrancesTo(
  endpoint: Endpoint,
  proxy: Proxy,
  declared: readonly NetworkGateway[],
): readonly Endpoint[] | { readonly unreachedBy: NetworkGateway } | undefined {
  const { workload, labels, weight } = endpoint;
  const own = labels[TOPOLOGY_CLUSTER];
  const [first] = declared;
  // what an object here lists may be reached without a gateway
  if (first === undefined)
    return workload !== undefined || own !== proxy.cluster ? [gatewayFor(endpoint, {})] : undefined;
  const used = declared.filter(({ addresses }) => addresses.length > 0);
  if (used.length === 0) return workload === undefined ? undefined : { unreachedBy: first };
  const near = used.filter(({ cluster }) => cluster === own);
  const all = (near.length === 0 ? used : near).flatMap(({ cluster, service, port, addresses }) =>
    addresses.map((address) => ({
      address,
      port,
      gatewayOf: cluster,
      gatewayService: service,
      object: service,
      path: [],
    })),
  );
  return all.map((each) => gatewayFor(endpoint, { ...each, weight: weight / all.length }));
}

/** The gateway that stands for an endpoint. */
function gatewayFor(
  { network, locality, weight, object, path, namespace, labels }: Endpoint,
  known: Partial<Endpoint>,
): Endpoint {
  const cluster = known.gatewayOf ?? labels[TOPOLOGY_CLUSTER] ?? '';
  return {
    workload: undefined,
    node: undefined,
    address: undefined,
    gatewayOf: cluster,
    port: GATEWAY_PORT,
    labels: withTopology({}, { cluster, locality: '', network }),
    locality,
    network,
    weight,
    isReady: true,
    hasTls: true,
    serviceAccount: undefined,
    namespace,
    object,
    path,
    ...known,
  };
}
