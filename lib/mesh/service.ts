/**
 * A service of a mesh.
 * @module
 */
import { CallSite } from '../errors';
import type { RouteProtocol } from '../istio';
import { declareCall } from './caller';
import type { Cluster } from './cluster';
import type { Distribution } from './distribution';
import type { IMeshService } from './imesh-service';
import { byName } from './names';
import { type Placements, placesOf } from './placement';
import type { ServicePort } from './ports';
import { readService } from './read-service';
import { type Route, routeTitle } from './route';
import type { L4RouteRule } from './rules/l4-rule';
import { readL4Route } from './rules/read-l4';
import { readRoute } from './rules/read-route';
import type { RouteRule } from './rules/rule';
import type { CallOptions, MeshServiceProps } from './service-props';
import { readList, readOptions } from './shape';
import type { MeshState } from './state';
import type { TrafficPolicies } from './traffic/policies';
import type { Origin } from './workloads';

/**
 * A service of a mesh and, in its type, its versions: routing to a version that it does not declare does not compile.
 * Made by `Mesh.addService`.
 */
export class MeshService<in out V extends string> implements IMeshService {
  readonly name: string;
  readonly namespace: string;
  readonly port: number;
  readonly ports: readonly ServicePort[];
  readonly serviceAccountName: string;
  readonly distribution: Distribution;
  readonly workloads: Origin;
  readonly trafficPolicies: TrafficPolicies;
  readonly #placements: Placements<V>;
  readonly #state: MeshState;
  readonly #site: CallSite;
  readonly #routes = new Map<RouteProtocol, Route>();

  /** Only `Mesh.addService` makes services. */
  constructor(name: string, props: MeshServiceProps<V>, state: MeshState, site: CallSite) {
    const read = readService(state, name, props, site);
    this.name = read.name;
    this.namespace = read.namespace;
    this.port = read.ports[0]?.number ?? NaN;
    this.ports = read.ports;
    this.serviceAccountName = read.serviceAccountName;
    this.distribution = read.distribution;
    this.workloads = read.workloads;
    this.trafficPolicies = read.trafficPolicies;
    this.#placements = read.placements;
    this.#state = state;
    this.#site = site;
  }

  get versions(): readonly V[] {
    return [...this.#placements.keys()];
  }

  get route(): Route | undefined {
    return this.#routes.get('http');
  }

  get routes(): readonly Route[] {
    return [...this.#routes.values()];
  }

  /** Where in the user's code it was added. @internal */
  get describedAt(): CallSite {
    return this.#site;
  }

  clustersOf(version?: string): readonly Cluster[] {
    return placesOf(this.#placements, version);
  }

  /**
   * Says that Pods of this service call another. A mesh in which no call is declared at all lets every cluster call
   * every service; once one is declared, what is not declared is not called, and gets no routes.
   *
   * @param callee a service of the same mesh (MC009)
   * @param options which versions call (MC008)
   * @example
   * reviews.calls(ratings, { from: ['v2', 'v3'] });
   */
  calls(callee: IMeshService, options: CallOptions<V> = {}): void {
    const at = CallSite.here();
    const state = this.#state;
    state.assertOpen(`"${this.name}".calls`, at);
    const role = `options of "${this.name}".calls`;
    const { from: given } = readOptions(state, options, role, ['from'], at);
    const from = given === undefined ? this.versions : readList(state, given, `"from" in ${role}`, at);
    const unknown = from.filter((version) => !this.#placements.has(version));
    for (const version of from.length === 0 ? [undefined] : unknown) {
      state.reportVersion(version, `a caller is no version of "${this.name}"`, this.versions, at);
    }
    const clusters = byName(new Set(from.flatMap((version) => this.clustersOf(version))));
    declareCall(state, { caller: this, clusters, callee }, at);
  }

  /**
   * Says where requests to this service's ports of HTTP, HTTP2 and GRPC (MC064) go, from every cluster that calls it. One
   * call per service (MC018).
   *
   * @param rules tried in order; the last one, without `match`, is the default (MC014 to MC016)
   * @example
   * reviews.addRoute([
   *   { match: [{ headers: { 'end-user': StringMatch.exact('jason') } }], to: [{ version: 'v2' }, { version: 'v3' }] },
   *   { to: [{ version: 'v1' }] },
   * ]);
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute
   */
  addRoute(rules: readonly RouteRule<V>[]): Route {
    return this.keepRoute('addRoute', (at) =>
      readRoute(this.#state.log.part(routeTitle(this, 'http'), rules, at), this, this.#state),
    );
  }

  /**
   * Says where connections to this service's ports of TCP (MC064) go, from every cluster where services call it, as ingress
   * gateways obey no such rules (MC125). One call per service (MC018). A port whose service is called across clusters needs the
   * `vips` of the scheme (MC105).
   *
   * @param rules tried in order; the last one, without `match`, is the default (MC014 to MC016)
   * @example
   * postgres.addTcpRoute([
   *   { match: [{ sourceLabels: { app: 'reports' } }], to: [{ version: 'v2' }] },
   *   { to: [{ version: 'v1', weight: 90 }, { version: 'v2', weight: 10 }] },
   * ]);
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TCPRoute
   */
  addTcpRoute(rules: readonly L4RouteRule<V>[]): Route {
    return this.keepRoute('addTcpRoute', (at) =>
      readL4Route(this.#state.log.part(routeTitle(this, 'tcp'), rules, at), this, 'tcp', this.#state),
    );
  }

  /**
   * Says where connections to this service's ports of TLS (MC064) go, from every cluster where services call it (MC125): those
   * of callers that name it by its full host, as in `https://pay.default.svc.cluster.local:8443`, since a proxy reads no more of them
   * than the server name. One call per service (MC018); across clusters it needs the `vips` of the scheme (MC105).
   *
   * @param rules tried in order; the last one, without `match`, is the default (MC014 to MC016)
   * @example
   * pay.addTlsRoute([{ to: [{ version: 'v2' }] }]);
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSRoute
   */
  addTlsRoute(rules: readonly L4RouteRule<V>[]): Route {
    return this.keepRoute('addTlsRoute', (at) =>
      readL4Route(this.#state.log.part(routeTitle(this, 'tls'), rules, at), this, 'tls', this.#state),
    );
  }

  private keepRoute(method: string, read: (at: CallSite) => Route): Route {
    const at = CallSite.here();
    this.#state.assertOpen(`"${this.name}".${method}`, at);
    const route = read(at);
    if (this.#routes.has(route.protocol)) {
      const detail = {
        what: `service "${this.name}" has a ${route.protocol === 'http' ? '' : `${route.protocol.toUpperCase()} `}route already`,
        got: `a second ${method}`,
      };
      this.#state.report('MC018', detail, at);
    } else this.#routes.set(route.protocol, route);
    return route;
  }
}
