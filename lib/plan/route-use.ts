/**
 * Whether something obeys the routes of services: rules that nothing obeys would vanish without a trace.
 * @module
 */
import { type ConfigIssue, oldIssue } from '../errors';
import { routeProtocol } from '../istio';
import {
  type Cluster,
  type IMeshService,
  IngressGateway,
  type MeshDescription,
  portsRouted,
  type Route,
  type ServicePort,
} from '../mesh';
import { callerClusters, uncalledServices, withoutIngress } from './callers';
import { checkRoute } from './route-check';

/** What is wrong with the routes of a mesh, seen from where they are obeyed: MC038, MC125, MC127, and the codes of `checkRoute`. */
export function checkRoutes(mesh: MeshDescription): readonly ConfigIssue[] {
  return [
    ...unusedRoutes(mesh),
    ...mesh.services.flatMap((service) => [
      ...service.routes.flatMap((route) => {
        const obeying = obeyingClusters(mesh, route);
        // where nothing obeys it, as if every cluster did
        return checkRoute(route, obeying.size > 0 ? obeying : new Set(mesh.clusters));
      }),
      ...unheededRoutes(mesh, service),
      ...ambiguousPorts(mesh, service),
    ]),
  ];
}

/** The clusters where something obeys a route: Istio delegates rules of HTTP only to ingress gateways. */
function obeyingClusters(mesh: MeshDescription, { service, protocol }: Route): ReadonlySet<Cluster> {
  return callerClusters(protocol === 'http' ? mesh : withoutIngress(mesh), service);
}

/**
 * An MC038 for each route of a service that nothing calls, though calls are declared, and for each that is not of HTTP where
 * only ingress gateways call.
 */
function unusedRoutes(mesh: MeshDescription): readonly ConfigIssue[] {
  const uncalled = uncalledServices(mesh);
  const withoutSidecars = uncalledServices(withoutIngress(mesh));
  const unused = uncalled.filter(({ routes }) => routes.length > 0);
  const unheeded = withoutSidecars
    .filter((service) => !uncalled.includes(service))
    .flatMap(({ routes }) => routes.filter(({ protocol }) => protocol !== 'http'));
  return [
    ...unused.map((service) => {
      const what = `nothing calls "${service.name}", which has a route`;
      return oldIssue('MC038', { what, got: service }, service.describedAt);
    }),
    ...unheeded.map(({ service, title, describedAt }) => {
      const what = `only ingress gateways call "${service.name}", and none obeys ${title}`;
      const fix = 'declare the call of a service with calls(), or remove the route: Istio delegates rules of HTTP only';
      return oldIssue('MC038', { what, got: service, fix }, describedAt);
    }),
  ];
}

/**
 * An MC125 for each route that is not of HTTP, and each cluster where only ingress gateways call: if some rule means it with all
 * others, or if none does and the service does not run there, so that calls would lead nowhere. A port without such rules they may
 * call: then there is nothing to obey.
 */
function unheededRoutes(mesh: MeshDescription, service: IMeshService): readonly ConfigIssue[] {
  const [callers, obeying] = [callerClusters(mesh, service), callerClusters(withoutIngress(mesh), service)];
  if (obeying.size === 0) return [];
  const unheeding = mesh.clusters.filter((cluster) => callers.has(cluster) && !obeying.has(cluster));
  return unheeding.flatMap((cluster) => {
    const isAstray = !service.clustersOf().includes(cluster);
    const unheeded = service.routes.filter(
      ({ protocol, rules, isReadable }) =>
        protocol !== 'http' && isReadable && (isAstray || rules.some(({ from }) => from === undefined)),
    );
    const isRouted = ({ protocol }: ServicePort): boolean =>
      unheeded.some((route) => route.protocol === routeProtocol(protocol));
    if (service.ports.length === 0 || !service.ports.every(isRouted)) return [];
    return unheeded.map(({ title, describedAt }) => {
      const what = `only ingress gateways call "${service.name}" in cluster "${cluster.name}", and none obeys ${title}`;
      return oldIssue('MC125', { what, got: cluster }, describedAt);
    });
  });
}

/**
 * An MC127 for a service with several ports of HTTP, and rules for an ingress gateway that calls it: a gateway knows no port of a
 * service, so that nothing would say which of them a request is for.
 */
function ambiguousPorts(mesh: MeshDescription, service: IMeshService): readonly ConfigIssue[] {
  const hasRules = (cluster: Cluster): boolean =>
    service.route !== undefined || service.clustersOf().some((place) => place !== cluster);
  const gateway = mesh.calls?.find(
    ({ caller, clusters, callee }) => callee === service && caller instanceof IngressGateway && clusters.some(hasRules),
  );
  const http = portsRouted(service.ports, 'http').map(({ number }) => number);
  if (gateway === undefined || http.length < 2) return [];
  const what = `ingress gateway "${gateway.caller.name}" calls "${service.name}", which has several ports of HTTP`;
  return [oldIssue('MC127', { what, got: http }, service.describedAt)];
}
