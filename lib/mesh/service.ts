/**
 * A service of a mesh.
 * @module
 */
import { CallSite } from '../errors';
import type { Cluster } from './cluster';
import type { Distribution } from './distribution';
import type { ExternalService } from './external-service';
import type { IMeshService } from './imesh-service';
import { MESH } from './messages';
import { type Placements, placesOf } from './placement';
import type { ServicePort } from './ports';
import { readCallee, readCallOptions } from './read-call';
import type { ReadService } from './read-service';
import { type Route, routeTitle } from './route';
import type { L4RouteRule } from './rules/l4-rule';
import { readL4Route } from './rules/read-l4';
import { readRoute } from './rules/read-route';
import type { RouteRule } from './rules/rule';
import type { CallOptions } from './service-props';
import type { MeshState } from './state';
import type { TrafficPolicies } from './traffic/service-policies';
import type { Origin } from './workloads';

/**
 * A service of a mesh. Its type includes its versions, so a route to a version that it does not have does not compile.
 * `Mesh.addService` creates it.
 */
export class MeshService<in out V extends string> implements IMeshService {
  readonly name: string;
  readonly namespace: string;
  readonly versions: readonly V[];
  readonly port: number;
  readonly ports: readonly ServicePort[];
  readonly serviceAccountName: string;
  readonly distribution: Distribution;
  readonly workloads: Origin;
  readonly trafficPolicies: TrafficPolicies;
  readonly #placements: Placements<V>;
  readonly #state: MeshState;
  readonly #site: CallSite;
  #routes: readonly Route[] = Object.freeze([]);
  /** The clusters of versions that were asked for. A plan asks very often. */
  readonly #places = new Map<string | undefined, readonly Cluster[]>();

  /** Only `Mesh.addService` creates services. @hidden */
  constructor(read: ReadService<V>, state: MeshState, site: CallSite) {
    this.name = read.name;
    this.namespace = read.namespace;
    this.port = read.ports[0]?.number ?? NaN;
    this.ports = read.ports;
    this.serviceAccountName = read.serviceAccountName;
    this.distribution = read.distribution;
    this.workloads = read.workloads;
    this.trafficPolicies = read.trafficPolicies;
    this.versions = Object.freeze([...read.placements.keys()]);
    this.#placements = read.placements;
    this.#state = state;
    this.#site = site;
  }

  get route(): Route | undefined {
    return this.#routes.find(({ protocol }) => protocol === 'http');
  }

  get routes(): readonly Route[] {
    return this.#routes;
  }

  /** Where in the user's code it was added. @internal */
  get describedAt(): CallSite {
    return this.#site;
  }

  clustersOf(version?: string): readonly Cluster[] {
    const known = this.#places.get(version);
    if (known !== undefined) return known;
    const places = Object.freeze(placesOf(this.#placements, version));
    this.#places.set(version, places);
    return places;
  }

  /**
   * Declares that Pods of this service call another service. If a mesh declares no calls, every cluster calls every service. As
   * soon as it declares one, clusters get routes only for the calls that are declared.
   *
   * @param callee a service of the same mesh, or outside of it (MC009). Calls of services outside do not count for this
   * @param options which versions call
   * @example
   * reviews.calls(ratings, { from: ['v2', 'v3'] });
   */
  calls(callee: IMeshService | ExternalService, options: CallOptions<V> = {}): void {
    const at = CallSite.here();
    const state = this.#state;
    state.assertOpen(`"${this.name}".calls()`, at);
    const called = readCallee(state, this, callee, at);
    state.addCall(this, readCallOptions(state, this, called, options, at), called);
  }

  /**
   * Sets where requests to the HTTP, HTTP2 and GRPC ports of this service go (MC064), in every cluster that calls it. A service
   * has at most one such route (MC018).
   *
   * @param rules at least one (MC014), tried in order; the last one, without `match`, is the default (MC015, MC016)
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
   * Sets where connections to the TCP ports of this service go (MC064), in every cluster where services call it. Ingress
   * gateways do not obey such rules (MC125). A service has at most one such route (MC018). If it is called across clusters, the
   * scheme needs `vips` (MC105).
   *
   * @param rules at least one (MC014), tried in order; the last one, without `match`, is the default (MC015, MC016)
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
   * Sets where connections to the TLS ports of this service go (MC064), in every cluster where services call it (MC125). It
   * applies only to callers that use the full host, as in `https://pay.default.svc.cluster.local:8443`, because a proxy reads
   * only the server name. A service has at most one such route (MC018). If it is called across clusters, the scheme needs
   * `vips` (MC105).
   *
   * @param rules at least one (MC014), tried in order; the last one, without `match`, is the default (MC015, MC016)
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
    this.#state.assertOpen(`"${this.name}".${method}()`, at);
    const route = read(at);
    const first = this.#routes.find(({ protocol }) => protocol === route.protocol);
    if (first === undefined) this.#routes = Object.freeze([...this.#routes, route]);
    else {
      const kind = route.protocol === 'http' ? 'route' : `${route.protocol.toUpperCase()} route`;
      this.#state.reportSecond(MESH.MC018, `Service "${this.name}" already has a ${kind}`, first, at);
    }
    return route;
  }
}
