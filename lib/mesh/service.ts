/**
 * A service of a mesh.
 * @module
 */
import { CallSite, type ConfigIssue, issue } from '../errors';
import { type Caller, declareCall } from './caller';
import type { Cluster } from './cluster';
import { type Distribution, readDistribution } from './distribution';
import { byName, checkLabel, checkObjectName } from './names';
import { type Placements, readPlacements } from './placement';
import { readPolicies, type TrafficPolicies } from './policy/traffic-policies';
import type { TrafficPolicy } from './policy/traffic-policy';
import type { Route } from './route';
import { Part } from './rules/part';
import { readRoute } from './rules/read';
import type { RouteRule } from './rules/rule';
import { readList, readOptions } from './shape';
import type { MeshState } from './state';
import { checkIdentity, type ExistingWorkloads, type GeneratedWorkloads, type Origin, readOrigin } from './workloads';

/** Options of `Mesh.addService`. */
export type MeshServiceProps<V extends string> = MeshServiceBaseProps<V> & (GeneratedWorkloads | ExistingWorkloads);

/** What services have in common, whoever makes their workloads. */
export interface MeshServiceBaseProps<V extends string> {
  /** Number of its HTTP port, of the Service and of its containers: an integer from 1 to 65535 (MC020). */
  readonly port: number;
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
  ...(['port', 'versions', 'namespace', 'serviceAccountName', 'distribution'] as const),
  ...(['workloads', 'trafficPolicy', 'versionPolicies'] as const),
] as const;

/** A service of a mesh, whatever its versions. */
export interface IMeshService extends Caller {
  /** Its name, a DNS label; the `app` label of its Pods. */
  readonly name: string;
  /** Number of its HTTP port. */
  readonly port: number;
  /** Its versions in name order. */
  readonly versions: readonly string[];
  /** Which of several clusters serve a version that runs in them all. */
  readonly distribution: Distribution;
  /** Who makes its Service, ServiceAccount and Deployments. */
  readonly workloads: Origin;
  /** How callers treat connections to it, and choose among its Pods. */
  readonly trafficPolicies: TrafficPolicies;
  /** Its route; undefined before `addRoute`. */
  readonly route: Route | undefined;
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
  readonly serviceAccountName: string;
  readonly distribution: Distribution;
  readonly workloads: Origin;
  readonly trafficPolicies: TrafficPolicies;
  readonly #placements: Placements<V>;
  readonly #state: MeshState;
  readonly #site: CallSite;
  #route: Route | undefined;

  /** Only `Mesh.addService` makes services. */
  constructor(name: string, props: MeshServiceProps<V>, state: MeshState, site: CallSite) {
    const options = readOptions(state, props, `options of service "${name}"`, KEYS, site);
    const { port, versions, namespace, serviceAccountName, distribution } = options;
    this.name = name;
    this.namespace = namespace ?? 'default';
    this.port = port ?? NaN;
    this.serviceAccountName = serviceAccountName ?? `${state.name}-${name}`;
    this.#state = state;
    this.#site = site;
    state.issues.push(...checkService(this, port, serviceAccountName, site));
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
    return this.#route;
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
   * Says where requests to this service go, from every cluster that calls it. One call per service (MC018).
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
    const at = CallSite.here();
    this.#state.assertOpen(`"${this.name}".addRoute`, at);
    const route = readRoute(this.#state, this, rules, at);
    if (this.#route === undefined) this.#route = route;
    else
      this.#state.report('MC018', { what: `service "${this.name}" has a route already`, got: 'a second addRoute' }, at);
    return route;
  }
}

function checkService(
  { name, namespace }: IMeshService,
  port: number | undefined,
  account: string | undefined,
  at: CallSite,
): readonly ConfigIssue[] {
  const isPort = port !== undefined && Number.isInteger(port) && port >= 1 && port <= 65535;
  return [
    ...checkLabel('service name', name, at, true),
    ...checkLabel(`namespace of service "${name}"`, namespace, at),
    ...(account === undefined ? [] : checkObjectName(`service account of service "${name}"`, account, at)),
    ...(isPort ? [] : [issue('MC020', { what: `service "${name}" has a bad port`, got: port }, at)]),
  ];
}
