/**
 * What a mesh is made of, as data: parts that name each other by index, whatever there is of them.
 * @module
 */
import * as fc from 'fast-check';
import type { TrafficPolicy } from '../../../lib';

/** How many there are of each at most. */
export const LIMITS = { clusters: 6, services: 30, versions: 4 } as const;

/** The indexes of as many as there may be of something. */
export function indexes(kind: keyof typeof LIMITS): number[] {
  return [...Array(LIMITS[kind]).keys()];
}

const someClusters = fc.subarray(indexes('clusters'), { minLength: 1 });
const someVersions = fc.subarray(indexes('versions'), { minLength: 1 });
const aService = fc.nat({ max: LIMITS.services - 1 });

/** Limits, of which some would leave gateways out if they were taken for them; most often none. */
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
  /** The weights of its destinations, of which none rounds to 0 % and not all are 0; equal shares for none. */
  weights: fc.option(fc.tuple(fc.integer({ min: 1, max: 9 }), share, share, share)),
  mirrors: fc.subarray(indexes('versions'), { maxLength: 1 }),
  /** The cluster that its destinations are pinned to, where it runs the version. */
  pin: fc.option(fc.constantFrom(...indexes('clusters'))),
  /** The clusters whose callers it is for; none for all, as for those that run no caller, and for the last rule. */
  from: fc.subarray(indexes('clusters')),
  isAnswer: fc.boolean(),
  /** Which of two ports it is for; all when undefined, or where there is only one, and for the last rule. */
  at: fc.option(fc.constantFrom(...([0, 1] as const)), { nil: undefined }),
});

const service = fc.record({
  /** Whether its Service and Deployments are made by another. */
  isExisting: fc.boolean(),
  policy,
  /** `ordered` is by name, or against it; either failover only where it is valid. */
  distribution: fc.constantFrom(...(['spread', 'failover', 'ordered', 'reversed'] as const)),
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
  /** How many addresses its gateway has; one, where more would be refused. */
  addresses: fc.integer({ min: 1, max: 3 }),
  isStock: fc.boolean(),
  /** Where it is, apart from all others: the last part is its name. */
  locality: fc.option(fc.constantFrom('', 'eu/', 'us/b/'), { freq: 10, nil: undefined }),
});

const call = fc.record({ caller: aService, from: someVersions, callee: aService });

/** How many there are at least and at most. */
type Range = readonly [min: number, max: number];

function listOf<T>(item: fc.Arbitrary<T>, [minLength, maxLength]: Range): fc.Arbitrary<T[]> {
  return fc.array(item, { minLength, maxLength, size: 'max' });
}

function shapeOf(clusters: Range, services: Range, calls: number) {
  // services first, as that makes what fails small the soonest
  return fc.record({
    services: listOf(service, services),
    calls: listOf(call, [0, calls]),
    clusters: listOf(cluster, clusters),
    /** The clusters of an ingress gateway, and what it calls; without callees there is none. */
    ingress: fc.record({ places: someClusters, callees: fc.array(aService, { maxLength: 2 }) }),
    /** Asked for only where a call is declared. */
    leastPrivilege: fc.boolean(),
  });
}

/** Mostly small meshes, some of any size, and a few of the largest; those that fail are made small again. */
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
