/**
 * Meshes of any shape, as data from which the same mesh can be described in any order.
 * @module
 */
import * as fc from 'fast-check';
import {
  type Cluster,
  type ClusterGatewayProps,
  type ExistingWorkloads,
  GatewayAddress,
  type GeneratedWorkloads,
  type L4RouteRule,
  Mesh,
  type MeshPlan,
  type MeshService,
  type RouteRule,
  SniAddressing,
  StringMatch,
  type TrafficPolicy,
  VipLedger,
} from '../../lib';
import { byTurns } from './policies';
import { PORTS } from './ports';

const CLUSTERS = ['c1', 'c2', 'c10'] as const;
const SERVICES = ['web', 'cart', 'pay', 'ads'] as const;
const VERSIONS = ['v1', 'v2', 'v10'] as const;
type ServiceKey = (typeof SERVICES)[number];
type Version = (typeof VERSIONS)[number];

const places = fc.subarray([...CLUSTERS], { minLength: 1 });
const rule = fc.record({
  to: fc.subarray([...VERSIONS], { minLength: 1 }),
  mirrors: fc.subarray([...VERSIONS], { maxLength: 1 }),
  /** The cluster that its destinations are pinned to, where it runs the version. */
  pin: fc.option(fc.constantFrom(...CLUSTERS)),
  /** The clusters whose callers it is for; none for all, as for those that run no caller, and for the last rule. */
  from: fc.subarray([...CLUSTERS]),
  isAnswer: fc.boolean(),
  /** The ports that it is for, HTTP and other; all when undefined, or where there is only one, and for the last rule. */
  at: fc.option(fc.constantFrom(...([0, 1] as const)), { nil: undefined }),
});
/** Limits, of which some would leave gateways out if they were taken for them. */
const policy: fc.Arbitrary<TrafficPolicy | undefined> = fc.constantFrom(
  undefined,
  { connectionPool: { tcp: { maxConnections: 7 } } },
  { loadBalancer: { simple: 'RANDOM' }, outlierDetection: { consecutive5xxErrors: 1 } },
  { connectionPool: { tcp: { connectTimeout: '5s' }, http: { maxRetries: 1 } } },
);
const service = fc.record({
  /** Whether its Service and Deployments are made by another. */
  isExisting: fc.boolean(),
  policy,
  versionPolicy: policy,
  namespace: fc.constantFrom('default', 'shop'),
  places: fc.record({ v1: places, v2: places, v10: places }),
  ports: fc.constantFrom(...(['one', 'several', 'tcp'] as const)),
  rules: fc.array(rule, { maxLength: 3 }),
  tcpRules: fc.array(rule, { maxLength: 2 }),
});
const call = fc.record({
  caller: fc.constantFrom(...SERVICES),
  from: fc.subarray([...VERSIONS], { minLength: 1 }),
  callee: fc.constantFrom(...SERVICES),
});

const gateway = fc.record({
  kind: fc.constantFrom('ip', 'dns', 'node port'),
  /** How many addresses it has; one, where more would be refused. */
  addresses: fc.integer({ min: 1, max: 3 }),
  isStock: fc.boolean(),
});

/** An ingress gateway; without callees there is none. */
const ingress = fc.record({
  places,
  callees: fc.subarray([...SERVICES], { maxLength: 2 }),
});

/** A mesh as data. A service without rules, or that nobody calls, has no route. */
export const meshData = fc.record({
  gateways: fc.record({ c1: gateway, c2: gateway, c10: gateway }),
  services: fc.record({ web: service, cart: service, pay: service, ads: service }),
  calls: fc.array(call, { maxLength: 5 }),
  ingress,
  /** Asked for only where a call is declared. */
  leastPrivilege: fc.boolean(),
});
export type MeshData = typeof meshData extends fc.Arbitrary<infer T> ? T : never;
type RuleData = typeof rule extends fc.Arbitrary<infer T> ? T : never;

/** An order in which to describe it. */
export const meshOrder = fc.record({
  clusters: fc.shuffledSubarray([...CLUSTERS], { minLength: 3 }),
  services: fc.shuffledSubarray([...SERVICES], { minLength: 4 }),
  versions: fc.shuffledSubarray([...VERSIONS], { minLength: 3 }),
  areCallsReversed: fc.boolean(),
});
export type MeshOrder = typeof meshOrder extends fc.Arbitrary<infer T> ? T : never;

export const NATURAL_ORDER: MeshOrder = {
  clusters: [...CLUSTERS],
  services: [...SERVICES],
  versions: [...VERSIONS],
  areCallsReversed: false,
};

/** The gateway of a cluster. With node ports, clusters are told apart by nothing else. */
export function gatewayOf(data: MeshData, cluster: (typeof CLUSTERS)[number]): ClusterGatewayProps {
  const { kind, addresses, isStock } = data.gateways[cluster];
  const index = CLUSTERS.indexOf(cluster);
  const address = (nth: number): GatewayAddress =>
    GatewayAddress.parse(
      { ip: `192.0.2.${10 * index + nth}`, dns: `gw${index}-${nth}.example.com`, 'node port': `192.0.2.${100 + nth}` }[
        kind
      ],
    );
  const others = Array.from({ length: sharesVersions(data, cluster) ? 0 : addresses - 1 }, (_, nth) =>
    address(nth + 1),
  );
  return {
    addresses: [address(0), ...others],
    ...(kind === 'node port' && { port: 31_000 + index }),
    ...(isStock && { exposure: 'stock' }),
  };
}

/** Whether a version in a cluster may also run beside callers elsewhere. */
function sharesVersions(data: MeshData, cluster: string): boolean {
  return SERVICES.some((key) => {
    const { places, ports, rules } = data.services[key];
    // rules of TCP may be left out
    const isImplied = ports !== 'one' || rules.length === 0;
    const routed = isImplied ? [Object.values(places).flat()] : Object.values(places);
    const callers = callersOf(data, key).filter((caller) => caller !== cluster);
    return routed.some(
      (clusters) => clusters.some((place) => place === cluster) && clusters.some((place) => callers.includes(place)),
    );
  });
}

/** A mesh, described. */
export interface DescribedMesh {
  readonly mesh: Mesh;
  readonly leastPrivilege: boolean;
  readonly clusters: readonly Cluster[];
  readonly services: readonly MeshService<Version>[];
}

/** The ingress gateway of any mesh that has one. */
export const INGRESS = { name: 'ingress', namespace: 'edge', serviceAccountName: 'ingress-account' } as const;

/** A caller of a service in one cluster. */
export interface CallerData {
  readonly name: string;
  readonly namespace: string;
  readonly serviceAccountName: string;
  readonly cluster: string;
}

/** The declared callers of a service, in each cluster from which they call; undefined when no call is declared. */
export function declaredCallers(
  { calls, services, ingress: gateway }: MeshData,
  callee: string,
): readonly CallerData[] | undefined {
  if (calls.length === 0 && gateway.callees.length === 0) return undefined;
  const called = calls.filter((each) => each.callee === callee);
  const isCalled = gateway.callees.some((each) => each === callee);
  return [
    ...called.flatMap(({ caller: name, from }) => {
      const { namespace, places: clusters } = services[name];
      const account = { name, namespace, serviceAccountName: `shop-${name}` };
      return from.flatMap((version) => clusters[version].map((cluster) => ({ ...account, cluster })));
    }),
    ...(isCalled ? gateway.places.map((cluster) => ({ ...INGRESS, cluster })) : []),
  ];
}

/** The names of the clusters that run a caller of a service. */
function callersOf(data: MeshData, callee: ServiceKey): readonly string[] {
  return declaredCallers(data, callee)?.map(({ cluster }) => cluster) ?? CLUSTERS;
}

/** Rules for one user each, and a default. */
function rulesOf(
  rules: readonly RuleData[],
  callers: readonly Cluster[],
  service: MeshService<Version>,
): readonly RouteRule<Version>[] {
  return rules.map(({ to, mirrors, pin, from, isAnswer, at }, index): RouteRule<Version> => {
    const port = at === undefined || service.ports.length === 1 ? undefined : [80, 81][at];
    const isLast = index === rules.length - 1;
    const [first, ...others] = isLast ? [] : callers.filter(({ name }) => from.some((each) => each === name));
    const conditions = {
      ...(first !== undefined && { from: [first, ...others] as const }),
      ...(!isLast && {
        match: [{ headers: { 'end-user': StringMatch.exact(`user-${index}`) }, ...(port !== undefined && { port }) }],
      }),
    };
    if (isAnswer && !isLast) return { ...conditions, directResponse: { status: 503 } };
    return {
      ...conditions,
      to: pinned(to, pin, service),
      mirrors: mirrors.map((version) => ({ version, percentage: 5 })),
    };
  });
}

function pinned(
  to: RuleData['to'],
  pin: RuleData['pin'],
  service: MeshService<Version>,
): readonly { readonly version: Version; readonly cluster?: Cluster }[] {
  return to.map((version) => {
    const cluster = service.clustersOf(version).find(({ name }) => name === pin);
    return { version, ...(cluster !== undefined && { cluster }) };
  });
}

/** Rules for callers of one namespace each, and a default. */
function tcpRulesOf(rules: readonly RuleData[], service: MeshService<Version>): readonly L4RouteRule<Version>[] {
  return rules.map(({ to, pin, at }, index) => {
    const port = at === undefined || service.ports.length === 1 ? undefined : [5432, 5672][at];
    const match = [{ sourceNamespace: `user-${index}`, ...(port !== undefined && { port }) }];
    return { ...(index < rules.length - 1 && { match }), to: pinned(to, pin, service) };
  });
}

/** Plans a described mesh, with a ledger of its own. */
export function planned({ mesh }: Pick<DescribedMesh, 'mesh'>): MeshPlan {
  return mesh.plan(new SniAddressing({ vips: VipLedger.parse('') }));
}

/** Describes a mesh in an order. */
export function describeMesh(data: MeshData, order: MeshOrder = NATURAL_ORDER): DescribedMesh {
  const leastPrivilege = data.leastPrivilege && data.calls.length + data.ingress.callees.length > 0;
  const mesh = new Mesh('shop', { leastPrivilege });
  const clusters = order.clusters.map((name) =>
    mesh.addCluster(name, { gateway: gatewayOf(data, name), locality: `eu/${name}` }),
  );
  const isEven = new Set(clusters.map(({ gateway: { addresses } = {} }) => addresses?.length)).size === 1;
  const services = new Map<ServiceKey, MeshService<Version>>();
  for (const key of order.services) {
    const described = data.services[key];
    const at = (version: Version): readonly [Version, readonly Cluster[]] => [
      version,
      clusters.filter(({ name }) => described.places[version].some((place) => place === name)),
    ];
    const versions = Object.fromEntries(order.versions.map(at)) as Record<Version, [Cluster, ...Cluster[]]>;
    const [trafficPolicy, versionPolicy] = [described.policy, described.versionPolicy].map((each) =>
      isEven ? each : byTurns(each),
    );
    const workloads: ExistingWorkloads | GeneratedWorkloads = described.isExisting
      ? { workloads: 'existing', serviceAccountName: `shop-${key}` }
      : {};
    const added = mesh.addService(key, {
      ports: PORTS[described.ports],
      versions,
      namespace: described.namespace,
      ...workloads,
      ...(trafficPolicy && { trafficPolicy }),
      ...(versionPolicy && { versionPolicies: { v2: versionPolicy } }),
    });
    services.set(key, added);
    const callers = clusters.filter(({ name }) => callersOf(data, key).some((caller) => caller === name));
    if (callers.length === 0) continue;
    if (described.rules.length > 0 && described.ports !== 'tcp')
      added.addRoute(rulesOf(described.rules, callers, added));
    // ingress gateways obey none: services call somewhere, and where there is no other port, wherever they do
    const obeying = declaredCallers(data, key)?.filter(({ name }) => name !== INGRESS.name);
    const isObeyedIn = ({ name }: Cluster): boolean => obeying?.some(({ cluster }) => cluster === name) ?? true;
    const isObeyed = described.ports === 'tcp' ? callers.every(isObeyedIn) : callers.some(isObeyedIn);
    if (described.tcpRules.length > 0 && described.ports !== 'one' && isObeyed)
      added.addTcpRoute(tcpRulesOf(described.tcpRules, added));
  }
  for (const { caller, from, callee } of order.areCallsReversed ? data.calls.toReversed() : data.calls) {
    const [first, ...others] = from;
    const target = services.get(callee);
    if (first !== undefined && target !== undefined) services.get(caller)?.calls(target, { from: [first, ...others] });
  }
  describeIngress(mesh, data, clusters, services);
  return { mesh, leastPrivilege, clusters, services: [...services.values()] };
}

function describeIngress(
  mesh: Mesh,
  { ingress: { places: at, callees } }: MeshData,
  clusters: readonly Cluster[],
  services: ReadonlyMap<ServiceKey, MeshService<Version>>,
): void {
  const [first, ...others] = clusters.filter(({ name }) => at.some((place) => place === name));
  if (first === undefined || callees.length === 0) return;
  const { name, ...options } = INGRESS;
  const gateway = mesh.addIngressGateway(name, { ...options, clusters: [first, ...others] });
  for (const callee of callees) {
    const service = services.get(callee);
    if (service !== undefined) gateway.calls(service);
  }
}
