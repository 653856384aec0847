/**
 * Meshes of any shape, as data from which the same mesh can be described in any order.
 * @module
 */
import * as fc from 'fast-check';
import {
  type Cluster,
  type ExistingWorkloads,
  GatewayAddress,
  type GeneratedWorkloads,
  Mesh,
  type MeshService,
  type RouteRule,
  StringMatch,
  type TrafficPolicy,
} from '../../lib';

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
  rules: fc.array(rule, { maxLength: 3 }),
});
const call = fc.record({
  caller: fc.constantFrom(...SERVICES),
  from: fc.subarray([...VERSIONS], { minLength: 1 }),
  callee: fc.constantFrom(...SERVICES),
});

/** A mesh as data. A service without rules, or that nobody calls, has no route. */
export const meshData = fc.record({
  addresses: fc.record({ c1: fc.boolean(), c2: fc.boolean(), c10: fc.boolean() }),
  services: fc.record({ web: service, cart: service, pay: service, ads: service }),
  calls: fc.array(call, { maxLength: 5 }),
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

/** The address of a cluster's gateway: an IP address or a DNS name. */
export function addressOf(data: MeshData, cluster: string): string {
  const index = CLUSTERS.findIndex((name) => name === cluster);
  return Object.entries(data.addresses).some(([name, isIp]) => name === cluster && isIp)
    ? `192.0.2.${index}`
    : `gw${index}.example.com`;
}

/** A mesh, described. */
export interface DescribedMesh {
  readonly mesh: Mesh;
  readonly clusters: readonly Cluster[];
  readonly services: readonly MeshService<Version>[];
}

/** The names of the clusters that run a caller of a service. */
function callersOf({ calls, services }: MeshData, callee: ServiceKey): readonly string[] {
  if (calls.length === 0) return CLUSTERS;
  return calls
    .filter((call) => call.callee === callee)
    .flatMap(({ caller, from }) => from.flatMap((version) => services[caller].places[version]));
}

/** Rules for one user each, and a default. */
function rulesOf(
  rules: readonly RuleData[],
  callers: readonly Cluster[],
  service: MeshService<Version>,
): readonly RouteRule<Version>[] {
  return rules.map(({ to, mirrors, pin, from, isAnswer }, index): RouteRule<Version> => {
    const isLast = index === rules.length - 1;
    const [first, ...others] = isLast ? [] : callers.filter(({ name }) => from.some((each) => each === name));
    const conditions = {
      ...(first !== undefined && { from: [first, ...others] as const }),
      ...(!isLast && { match: [{ headers: { 'end-user': StringMatch.exact(`user-${index}`) } }] }),
    };
    if (isAnswer && !isLast) return { ...conditions, directResponse: { status: 503 } };
    const versions = to.map((version) => {
      const cluster = service.clustersOf(version).find(({ name }) => name === pin);
      return { version, ...(cluster !== undefined && { cluster }) };
    });
    return { ...conditions, to: versions, mirrors: mirrors.map((version) => ({ version, percentage: 5 })) };
  });
}

/** Describes a mesh in an order. */
export function describeMesh(data: MeshData, order: MeshOrder = NATURAL_ORDER): DescribedMesh {
  const mesh = new Mesh('shop');
  const clusters = order.clusters.map((name) =>
    mesh.addCluster(name, { gateway: GatewayAddress.parse(addressOf(data, name)), locality: `eu/${name}` }),
  );
  const services = new Map<ServiceKey, MeshService<Version>>();
  for (const key of order.services) {
    const described = data.services[key];
    const at = (version: Version): readonly [Version, readonly Cluster[]] => [
      version,
      clusters.filter(({ name }) => described.places[version].some((place) => place === name)),
    ];
    const versions = Object.fromEntries(order.versions.map(at)) as Record<Version, [Cluster, ...Cluster[]]>;
    const { policy: trafficPolicy, versionPolicy } = described;
    const workloads: ExistingWorkloads | GeneratedWorkloads = described.isExisting
      ? { workloads: 'existing', serviceAccountName: `shop-${key}` }
      : {};
    const added = mesh.addService(key, {
      port: 80,
      versions,
      namespace: described.namespace,
      ...workloads,
      ...(trafficPolicy && { trafficPolicy }),
      ...(versionPolicy && { versionPolicies: { v2: versionPolicy } }),
    });
    services.set(key, added);
    const callers = clusters.filter(({ name }) => callersOf(data, key).some((caller) => caller === name));
    if (callers.length > 0 && described.rules.length > 0) added.addRoute(rulesOf(described.rules, callers, added));
  }
  for (const { caller, from, callee } of order.areCallsReversed ? data.calls.toReversed() : data.calls) {
    const [first, ...others] = from;
    const target = services.get(callee);
    if (first !== undefined && target !== undefined) services.get(caller)?.calls(target, { from: [first, ...others] });
  }
  return { mesh, clusters, services: [...services.values()] };
}
