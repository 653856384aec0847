/**
 * The VirtualServices of a cluster, in the order in which a proxy tries them.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/virtualservice.go
 * @module
 */
import { type Destination, fullHost, type HTTPRoute, type TCPRoute, type TLSRoute } from '../../istio';
import { fields, lazily, type ManifestObject, once, virtualServiceSpec, texts } from '../../manifests';
import { byAge } from './age';
import { type Exposure, exposureBy, exposureOf } from './default-export-to';
import type { MeshConfig } from './mesh-config';

/** A rule and where it stands. */
export interface Placed<R> {
  readonly route: R;
  readonly object: ManifestObject;
  /** Where it is in the object: `spec`, `http`, its index. */
  readonly path: readonly (string | number)[];
}

/** A rule for connections. */
export type ConnectionRule = Placed<TCPRoute> | Placed<TLSRoute>;

/** A VirtualService. All its names are complete. */
export interface VirtualService extends Exposure {
  readonly object: ManifestObject;
  readonly namespace: string;
  readonly hosts: readonly string[];
  /** The gateways that apply it, as `namespace/name`, and `mesh` for sidecars. */
  readonly gateways: readonly string[];
  readonly http: readonly Placed<HTTPRoute>[];
  readonly tls: readonly Placed<TLSRoute>[];
  readonly tcp: readonly Placed<TCPRoute>[];
}

/**
 * Reads the VirtualServices among objects, the oldest first. Their rules are read when they are asked for. The configuration says
 * who sees those that do not say so.
 */
export function virtualServices(
  objects: readonly ManifestObject[],
  { exportTo }: Pick<MeshConfig, 'exportTo'>,
): readonly VirtualService[] {
  return byAge(objects).map((object) => complete(object, exportTo.virtualServices));
}

function complete(object: ManifestObject, exportTo: readonly string[]): VirtualService {
  const rules = lazily(() => placed(object));
  const head = headOf(object);
  return {
    object,
    ...head,
    ...exposureBy(exportTo, head),
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

const headOf = once(({ namespace = '', json }) => {
  const { hosts, gateways, exportTo } = fields(json['spec']);
  const names = texts(gateways);
  return {
    namespace,
    hosts: texts(hosts).map((host) => fullHost(host, namespace).toLowerCase()),
    gateways: names.length === 0 ? ['mesh'] : names.map((name) => gatewayName(name, namespace)),
    exportTo: texts(exportTo),
    ...exposureOf(texts(exportTo), namespace),
  };
});

function placed(object: ManifestObject): Pick<VirtualService, 'http' | 'tls' | 'tcp'> {
  const { http, tls, tcp } = rulesOf(object);
  const at = <R>(kind: string, routes: readonly R[]): readonly Placed<R>[] =>
    routes.map((route, index) => ({ route, object, path: ['spec', kind, index] }));
  return { http: at('http', http), tls: at('tls', tls), tcp: at('tcp', tcp) };
}

const rulesOf = once((object) => {
  const { http = [], tls = [], tcp = [] } = virtualServiceSpec(object);
  const { namespace = '' } = object;
  return {
    http: http.map((route) => completeHttp(route, namespace)),
    tls: tls.map((route) => ({
      ...withHosts(route, namespace),
      match: route.match.map((each) => withGateways(each, namespace)),
    })),
    tcp: tcp.map((route) => ({
      ...withHosts(route, namespace),
      ...(route.match !== undefined && { match: route.match.map((each) => withGateways(each, namespace)) }),
    })),
  };
});

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

/** The VirtualServices without hosts, by `namespace/name`. */
export function delegatesIn(routes: readonly VirtualService[]): ReadonlyMap<string, VirtualService> {
  const delegates = routes.filter(({ hosts }) => hosts.length === 0);
  return new Map(delegates.map((each) => [`${each.namespace}/${each.object.name}`, each]));
}
