/**
 * Meshes of any shape, as data from which the same mesh can be described in any order.
 * @module
 */
import * as fc from 'fast-check';
import {
  type Cluster,
  GatewayAddress,
  type L4RouteRule,
  Mesh,
  type MeshPlan,
  type MeshService,
  type RouteRule,
  SniAddressing,
  StringMatch,
  VipLedger,
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
  /** The ports that it is for, HTTP and other; all when undefined, or where there is only one, and for the last rule. */
  at: fc.option(fc.constantFrom(...([0, 1] as const)), { nil: undefined }),
});

/** One port, or several of every kind; some containers listen elsewhere. */
const PORTS = {
  one: { http: { port: 80, protocol: 'HTTP' } },
  several: {
    http: { port: 80, targetPort: 8080, protocol: 'HTTP' },
    admin: { port: 81, protocol: 'HTTP2' },
    db: { port: 5432, protocol: 'TCP' },
    queue: { port: 5672, targetPort: 5673, protocol: 'TCP' },
    tls: { port: 8443, protocol: 'TLS' },
  },
  tcp: { tcp: { port: 6379, targetPort: 6380, protocol: 'TCP' } },
} as const;
const service = fc.record({
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
    const added = mesh.addService(key, { ports: PORTS[described.ports], versions, namespace: described.namespace });
    services.set(key, added);
    const callers = clusters.filter(({ name }) => callersOf(data, key).some((caller) => caller === name));
    if (callers.length === 0) continue;
    if (described.rules.length > 0 && described.ports !== 'tcp')
      added.addRoute(rulesOf(described.rules, callers, added));
    if (described.tcpRules.length > 0 && described.ports !== 'one')
      added.addTcpRoute(tcpRulesOf(described.tcpRules, added));
  }
  for (const { caller, from, callee } of order.areCallsReversed ? data.calls.toReversed() : data.calls) {
    const [first, ...others] = from;
    const target = services.get(callee);
    if (first !== undefined && target !== undefined) services.get(caller)?.calls(target, { from: [first, ...others] });
  }
  return { mesh, clusters, services: [...services.values()] };
}
