/**
 * A service of a mesh.
 * @module
 */
import { CallSite, type ConfigIssue } from '../errors';
import type { RouteProtocol } from '../istio';
import { type Caller, declareCall } from './caller';
import type { Cluster } from './cluster';
import { type Distribution, readDistribution } from './distribution';
import { byName, checkLabel, checkObjectName } from './names';
import { type Placements, readPlacements } from './placement';
import { readPolicies, type TrafficPolicies } from './policy/traffic-policies';
import type { TrafficPolicy } from './policy/traffic-policy';
import { readPorts, type ServicePort, type ServicePorts } from './ports';
import type { Route } from './route';
import type { L4RouteRule } from './rules/l4-rule';
import { Part } from './rules/part';
import { readRoute } from './rules/read';
import { readL4Route } from './rules/read-l4';
import type { RouteRule } from './rules/rule';
import { readList, readOptions } from './shape';
import type { MeshState } from './state';
import { checkIdentity, type ExistingWorkloads, type GeneratedWorkloads, type Origin, readOrigin } from './workloads';

/** Options of `Mesh.addService`: `port` for an only HTTP port, or `ports`. */
export type MeshServiceProps<V extends string> = MeshServiceBaseProps<V> &
  ServicePorts &
  (GeneratedWorkloads | ExistingWorkloads);

/** What services have in common, whoever makes their workloads, and whatever their ports. */
export interface MeshServiceBaseProps<V extends string> {
  /**
   * Each version and the clusters that run it. Versions become subsets and labels: DNS labels, at most 63 characters.
   */
  readonly versions: Readonly<Record<V, readonly [Cluster, ...Cluster[]]>>;
  /**
   * Its namespace, the same in every cluster.
   * @default 'default'
   */
  readonly namespace?: string;
  /**
   * How callers of any version treat connections, and choose among Pods.
   * @default - as Istio does
   */
  readonly trafficPolicy?: TrafficPolicy;
  /**
   * The same for one version (MC008): each of connectionPool, loadBalancer and outlierDetection that it has is taken in place
   * of the service's, as a subset's is in Istio.
   * @default - the trafficPolicy of the service
   */
  readonly versionPolicies?: Readonly<Partial<Record<NoInfer<V>, TrafficPolicy>>>;
  /**
   * Which of several clusters serve a version that runs in them all; only for versions that do (MC092).
   * @default 'spread'
   */
  readonly distribution?: Distribution;
}

/** Options of `MeshService.calls`. */
export interface CallOptions<V extends string> {
  /**
   * The versions of the caller that call.
   * @default - all of them
   */
  readonly from?: readonly [V, ...V[]];
}

const KEYS = [
  ...(['port', 'ports', 'versions', 'namespace', 'serviceAccountName', 'distribution'] as const),
  ...(['workloads', 'trafficPolicy', 'versionPolicies'] as const),
] as const;

/** A service of a mesh, whatever its versions. */
export interface IMeshService extends Caller {
  /** Its name, a DNS label; the `app` label of its Pods. */
  readonly name: string;
  /** Number of its only port; of several, the lowest. */
  readonly port: number;
  /** Its ports, in the order of their numbers. */
  readonly ports: readonly ServicePort[];
  /** Its versions in name order. */
  readonly versions: readonly string[];
  /** Which of several clusters serve a version that runs in them all. */
  readonly distribution: Distribution;
  /** Who makes its Service, ServiceAccount and Deployments. */
  readonly workloads: Origin;
  /** How callers treat connections to it, and choose among its Pods. */
  readonly trafficPolicies: TrafficPolicies;
  /** The route of its HTTP ports; undefined before `addRoute`. */
  readonly route: Route | undefined;
  /** All its routes, in the order in which they were added. */
  readonly routes: readonly Route[];
  /** The clusters that run a version, or any version when none is given, in name order. */
  clustersOf(version?: string): readonly Cluster[];
}

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
    const options = readOptions(state, props, `options of service "${name}"`, KEYS, site);
    const { port, ports, versions, namespace, serviceAccountName, distribution } = options;
    this.name = name;
    this.namespace = namespace ?? 'default';
    this.serviceAccountName = serviceAccountName ?? `${state.name}-${name}`;
    this.#state = state;
    this.#site = site;
    state.issues.push(...checkService(this, serviceAccountName, site));
    this.ports = readPorts(state, name, { port, ports }, site);
    this.port = this.ports[0]?.number ?? NaN;
    this.#placements = readPlacements(state, name, versions, site);
    this.distribution = readDistribution(state, name, distribution ?? 'spread', this.clustersOf(), site);
    this.workloads = readOrigin(state, options.workloads, `workloads of service "${name}"`, site);
    checkIdentity(state, name, this.workloads, serviceAccountName, site);
    this.trafficPolicies = readPolicies(new Part(state, `service "${name}"`, site), options, this.versions);
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
    const places = [...this.#placements].filter(([name]) => version === undefined || name === version);
    return byName(new Set(places.flatMap(([, clusters]) => clusters)));
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
    return this.keepRoute('addRoute', (at) => readRoute(this.#state, this, rules, at));
  }

  /**
   * Says where connections to this service's ports of TCP (MC064) go, from every cluster that calls it. One call per
   * service (MC018). A port whose service is called across clusters needs the `vips` of the scheme (MC105).
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
    return this.keepRoute('addTcpRoute', (at) => readL4Route(this.#state, this, 'tcp', rules, at));
  }

  /**
   * Says where connections to this service's ports of TLS (MC064) go, from every cluster that calls it: those of callers
   * that name it by its full host, as in `https://pay.default.svc.cluster.local:8443`, since a proxy reads no more of them
   * than the server name. One call per service (MC018); across clusters it needs the `vips` of the scheme (MC105).
   *
   * @param rules tried in order; the last one, without `match`, is the default (MC014 to MC016)
   * @example
   * pay.addTlsRoute([{ to: [{ version: 'v2' }] }]);
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSRoute
   */
  addTlsRoute(rules: readonly L4RouteRule<V>[]): Route {
    return this.keepRoute('addTlsRoute', (at) => readL4Route(this.#state, this, 'tls', rules, at));
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

function checkService(
  { name, namespace }: Pick<IMeshService, 'name' | 'namespace'>,
  account: string | undefined,
  at: CallSite,
): readonly ConfigIssue[] {
  return [
    ...checkLabel('service name', name, at, true),
    ...checkLabel(`namespace of service "${name}"`, namespace, at),
    ...(account === undefined ? [] : checkObjectName(`service account of service "${name}"`, account, at)),
  ];
}
