/**
 * The VirtualServices of a cluster, in the order in which a proxy tries them.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/virtualservice.go
 * @module
 */
import {
  ALL_NAMESPACES,
  type Destination,
  fullHost,
  type HTTPRoute,
  type TCPRoute,
  type TLSRoute,
  type Viewers,
  viewersOf,
  type VirtualServiceSpec,
} from '../../istio';
import { fields, lazily, type ManifestObject, readVirtualService, texts } from '../../manifests';
import { byAge } from './age';

/** A rule and where it stands. */
export interface Placed<R> {
  readonly route: R;
  readonly object: ManifestObject;
  /** Where it is in the object: `spec`, `http`, its index. */
  readonly path: readonly (string | number)[];
}

/** A VirtualService. All its names are complete. */
export interface VirtualService {
  readonly object: ManifestObject;
  readonly namespace: string;
  readonly hosts: readonly string[];
  /** The gateways that apply it, as `namespace/name`, and `mesh` for sidecars. */
  readonly gateways: readonly string[];
  readonly http: readonly Placed<HTTPRoute>[];
  readonly tls: readonly Placed<TLSRoute>[];
  readonly tcp: readonly Placed<TCPRoute>[];
  readonly viewers: Viewers;
}

/** Reads the VirtualServices among objects, the oldest first. Their rules are read when they are asked for. */
export function virtualServices(objects: readonly ManifestObject[]): readonly VirtualService[] {
  return byAge(objects).map(complete);
}

/** Sorts VirtualServices as a proxy tries them: those of its own namespace only, those exported to it, and those for all. */
export function inOrderFor(namespace: string, services: readonly VirtualService[]): readonly VirtualService[] {
  const isFor = ({ viewers }: VirtualService): boolean => viewers !== ALL_NAMESPACES && viewers.has(namespace);
  return [
    ...services.filter((each) => isFor(each) && each.namespace === namespace),
    ...services.filter((each) => isFor(each) && each.namespace !== namespace),
    ...services.filter(({ viewers }) => viewers === ALL_NAMESPACES),
  ];
}

function complete(object: ManifestObject): VirtualService {
  const { namespace = '', json } = object;
  const { hosts, gateways, exportTo } = fields(json['spec']);
  const names = texts(gateways);
  const rules = lazily(() => rulesOf(object, readVirtualService(json['spec']), namespace));
  return {
    object,
    namespace,
    hosts: texts(hosts).map((host) => fullHost(host, namespace).toLowerCase()),
    gateways: names.length === 0 ? ['mesh'] : names.map((name) => gatewayName(name, namespace)),
    viewers: viewersOf(texts(exportTo), namespace),
    get http(): readonly Placed<HTTPRoute>[] {
      return rules().http;
    },
    get tls(): readonly Placed<TLSRoute>[] {
      return rules().tls;
    },
    get tcp(): readonly Placed<TCPRoute>[] {
      return rules().tcp;
    },
  };
}

function rulesOf(
  object: ManifestObject,
  { http = [], tls = [], tcp = [] }: VirtualServiceSpec,
  namespace: string,
): Pick<VirtualService, 'http' | 'tls' | 'tcp'> {
  const placed = <R>(kind: string, routes: readonly R[], complete: (route: R) => R): readonly Placed<R>[] =>
    routes.map((route, index) => ({ route: complete(route), object, path: ['spec', kind, index] }));
  return {
    http: placed('http', http, (route) => completeHttp(route, namespace)),
    tls: placed('tls', tls, (route) => ({
      ...withHosts(route, namespace),
      match: route.match.map((each) => withGateways(each, namespace)),
    })),
    tcp: placed('tcp', tcp, (route) => ({
      ...withHosts(route, namespace),
      ...(route.match !== undefined && { match: route.match.map((each) => withGateways(each, namespace)) }),
    })),
  };
}

/** The name of a gateway with its namespace, as VirtualServices may write it in four ways. */
export function gatewayName(name: string, namespace: string): string {
  if (name === 'mesh') return name;
  if (name.startsWith('./')) return `${namespace}/${name.slice(2)}`;
  if (name.includes('/')) return name;
  const [own = '', other] = name.split('.');
  return other === undefined ? `${namespace}/${name}` : `${other}/${own}`;
}

function completeHttp(route: HTTPRoute, namespace: string): HTTPRoute {
  const { match, route: destinations, mirror, mirrors } = route;
  return {
    ...route,
    ...(match !== undefined && { match: match.map((each) => withGateways(each, namespace)) }),
    ...(destinations !== undefined && { route: destinations.map((each) => withHost(each, namespace)) }),
    ...(mirror !== undefined && { mirror: completed(mirror, namespace) }),
    ...(mirrors !== undefined && { mirrors: mirrors.map((each) => withHost(each, namespace)) }),
  };
}

function withHosts<R extends TLSRoute | TCPRoute>(rule: R, namespace: string): R {
  const { route } = rule;
  return route === undefined ? rule : { ...rule, route: route.map((each) => withHost(each, namespace)) };
}

function withGateways<M extends { readonly gateways?: readonly string[] }>(match: M, namespace: string): M {
  return match.gateways === undefined
    ? match
    : { ...match, gateways: match.gateways.map((name) => gatewayName(name, namespace)) };
}

function withHost<D extends { readonly destination: Destination }>(value: D, namespace: string): D {
  return { ...value, destination: completed(value.destination, namespace) };
}

function completed(destination: Destination, namespace: string): Destination {
  return { ...destination, host: fullHost(destination.host, namespace) };
}
