/**
 * Reads the spec of a VirtualService.
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/
 * @module
 */
import type { RouteDestination, TCPRoute, TLSRoute, VirtualServiceSpec } from '../../istio';
import { fields, text } from '../fields';
import { readDestination } from './destination';
import { given, many, number, textsByKey, textsOf } from './given';
import { readHttpRoute } from './http-route';

/** Reads the spec of a VirtualService. */
export function readVirtualService(value: unknown): VirtualServiceSpec {
  const { hosts, gateways, http, tls, tcp, exportTo } = fields(value);
  return given({
    hosts: textsOf(hosts),
    gateways: textsOf(gateways),
    http: many(http, readHttpRoute),
    tls: many(tls, readTlsRoute),
    tcp: many(tcp, readTcpRoute),
    exportTo: textsOf(exportTo),
  });
}

function readTlsRoute(value: unknown): TLSRoute {
  const { match, route } = fields(value);
  const matches = many(match, (each) => ({
    ...readConnectionMatch(each),
    sniHosts: textsOf(fields(each)['sniHosts']) ?? [],
  }));
  return given({ match: matches ?? [], route: many(route, readRouteDestination) });
}

function readTcpRoute(value: unknown): TCPRoute {
  const { match, route } = fields(value);
  return given({ match: many(match, readConnectionMatch), route: many(route, readRouteDestination) });
}

function readConnectionMatch(value: unknown): NonNullable<TCPRoute['match']>[number] {
  const { destinationSubnets, port, sourceLabels, gateways, sourceNamespace } = fields(value);
  return given({
    destinationSubnets: textsOf(destinationSubnets),
    port: number(port),
    sourceLabels: textsByKey(sourceLabels),
    gateways: textsOf(gateways),
    sourceNamespace: text(sourceNamespace),
  });
}

function readRouteDestination(value: unknown): RouteDestination {
  const { destination, weight } = fields(value);
  return given({ destination: readDestination(destination), weight: number(weight) });
}
