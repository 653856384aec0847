/**
 * Meshes of any shape, as data from which the same mesh can be described in any order.
 * @module
 */
import * as fc from 'fast-check';
import { type Cluster, GatewayAddress, Mesh, type MeshService, StringMatch } from '../../lib';

const CLUSTERS = ['c1', 'c2', 'c10'] as const;
const SERVICES = ['web', 'cart', 'pay', 'ads'] as const;
const VERSIONS = ['v1', 'v2', 'v10'] as const;
type ServiceKey = (typeof SERVICES)[number];
type Version = (typeof VERSIONS)[number];

const places = fc.subarray([...CLUSTERS], { minLength: 1 });
const service = fc.record({
  namespace: fc.constantFrom('default', 'shop'),
  places: fc.record({ v1: places, v2: places, v10: places }),
  rules: fc.array(fc.subarray([...VERSIONS], { minLength: 1 }), { maxLength: 2 }),
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
    const added = mesh.addService(key, { port: 80, versions, namespace: described.namespace });
    services.set(key, added);
    const isCalled = data.calls.length === 0 || data.calls.some(({ callee }) => callee === key);
    if (!isCalled || described.rules.length === 0) continue;
    const to = described.rules.map((names) => names.map((version) => ({ version })));
    const match = [{ headers: { 'end-user': StringMatch.exact('jason') } }];
    added.addRoute(
      to.map((destinations, index) => (index < to.length - 1 ? { match, to: destinations } : { to: destinations })),
    );
  }
  for (const { caller, from, callee } of order.areCallsReversed ? data.calls.toReversed() : data.calls) {
    const [first, ...others] = from;
    const target = services.get(callee);
    if (first !== undefined && target !== undefined) services.get(caller)?.calls(target, { from: [first, ...others] });
  }
  return { mesh, clusters, services: [...services.values()] };
}
