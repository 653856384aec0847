/**
 * Generates the shapes of meshes: parts that refer to each other by index, even if there is no such part.
 * @module
 */
import * as fc from 'fast-check';
import type { TrafficPolicy } from '../../../lib';

/** The largest number of each part. */
export const LIMITS = { clusters: 6, services: 30, versions: 4 } as const;

/** All possible indexes of a part. */
export function indexes(kind: keyof typeof LIMITS): number[] {
  return [...Array(LIMITS[kind]).keys()];
}

const someClusters = fc.subarray(indexes('clusters'), { minLength: 1 });
const someVersions = fc.subarray(indexes('versions'), { minLength: 1 });
const aService = fc.nat({ max: LIMITS.services - 1 });

/** A traffic policy, or mostly none. Some of these policies would eject gateways if they applied to them. */
const policy = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<TrafficPolicy[]>(
      { connectionPool: { tcp: { maxConnections: 7 } } },
      { loadBalancer: { simple: 'RANDOM' }, outlierDetection: { consecutive5xxErrors: 1 } },
      { connectionPool: { tcp: { connectTimeout: '5s' }, http: { maxRetries: 1 } } },
    ),
  },
);

const share = fc.nat({ max: 9 });
const rule = fc.record({
  to: someVersions,
  /** Whether it goes to any version instead. */
  isAny: fc.constantFrom(true, false, false, false),
  /** The weights of its destinations. The first is not 0, and none rounds to 0 %. Without weights the shares are equal. */
  weights: fc.option(fc.tuple(fc.integer({ min: 1, max: 9 }), share, share, share)),
  mirrors: fc.subarray(indexes('versions'), { maxLength: 1 }),
  /** The cluster that its destinations are pinned to, if that cluster runs the version. */
  pin: fc.option(fc.constantFrom(...indexes('clusters'))),
  /** The clusters whose callers it is for. The last rule, and a rule without such callers, are for all. */
  from: fc.subarray(indexes('clusters')),
  isAnswer: fc.boolean(),
  /** Which of two ports it is for. The last rule, and a rule for a service with one port, are for all. */
  at: fc.option(fc.constantFrom(...([0, 1] as const)), { nil: undefined }),
});

const service = fc.record({
  /** Whether something else makes its Service and Deployments. */
  isExisting: fc.boolean(),
  policy,
  /** `ordered` and `reversed` are failover by name, or in the opposite order. If failover is not valid, it becomes `spread`. */
  distribution: fc.constantFrom(...(['local', 'spread', 'failover', 'ordered', 'reversed'] as const)),
  namespace: fc.constantFrom('default', 'shop'),
  versions: fc.array(fc.record({ places: someClusters, policy }), {
    minLength: 1,
    maxLength: LIMITS.versions,
    size: 'max',
  }),
  ports: fc.constantFrom(...(['one', 'several', 'tcp'] as const)),
  rules: fc.array(rule, { maxLength: 3 }),
  tcpRules: fc.array(rule, { maxLength: 2 }),
  tlsRules: fc.array(rule, { maxLength: 2 }),
});

const cluster = fc.record({
  kind: fc.constantFrom('ip', 'dns', 'node port'),
  /** How many addresses its gateway has; it gets only one if more would be refused. */
  addresses: fc.integer({ min: 1, max: 3 }),
  isStock: fc.boolean(),
  /** The start of its locality. Its name completes it, so that no two clusters share one. */
  locality: fc.option(fc.constantFrom('', 'eu/', 'us/b/'), { freq: 10, nil: undefined }),
});

const call = fc.record({ caller: aService, from: someVersions, callee: aService });

/** The smallest and the largest number of items. */
type Range = readonly [min: number, max: number];

function listOf<T>(item: fc.Arbitrary<T>, [minLength, maxLength]: Range): fc.Arbitrary<T[]> {
  return fc.array(item, { minLength, maxLength, size: 'max' });
}

function shapeOf(clusters: Range, services: Range, calls: number) {
  // services come first, because fast-check then shrinks failures the fastest
  return fc.record({
    services: listOf(service, services),
    calls: listOf(call, [0, calls]),
    clusters: listOf(cluster, clusters),
    /** The clusters of an ingress gateway and the services that it calls. Without callees, there is no gateway. */
    ingress: fc.record({ places: someClusters, callees: fc.array(aService, { maxLength: 2 }) }),
    /** The same of a workload without ports. */
    worker: fc.record({ places: someClusters, callees: fc.array(aService, { maxLength: 2 }) }),
    /** Applies only if a call is declared. */
    leastPrivilege: fc.boolean(),
  });
}

/** Generates mostly small meshes, some of any size and a few of the largest. A large one that fails is shrunk to a small one. */
export const meshShape = fc.oneof(
  { withCrossShrink: true },
  { weight: 16, arbitrary: shapeOf([1, 4], [1, 5], 6) },
  { weight: 3, arbitrary: shapeOf([1, LIMITS.clusters], [1, LIMITS.services], 40) },
  {
    weight: 1,
    arbitrary: shapeOf([LIMITS.clusters, LIMITS.clusters], [LIMITS.services, LIMITS.services], 40),
  },
);
export type MeshShape = typeof meshShape extends fc.Arbitrary<infer T> ? T : never;
