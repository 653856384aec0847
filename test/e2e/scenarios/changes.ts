/**
 * Changes of a mesh, each as docs/apply.md says: what is described before, between and after, and in which order clusters change.
 * @module
 */
import type { Called, ClusterNumber, Description } from './day-two';

/** A description, and the order in which clusters get it. */
type Step = readonly [description: Description, order: readonly ClusterNumber[]];

/** A change. */
export interface Change {
  readonly before: Description;
  /** What is applied in rounds, one step after the other. */
  readonly steps: readonly Step[];
  /** What is applied at once: the last description, first where something ends that is still called from elsewhere. */
  readonly atOnce: Step;
  /** The cluster that leaves the mesh. */
  readonly left?: 3;
  /** Which versions answer in which clusters before and after the change, by service. */
  readonly answers: Readonly<Record<string, readonly [before: readonly string[], after: readonly string[]]>>;
}

type Services = Readonly<Record<string, Called>>;

const BEFORE: Services = {
  moved: { versions: { v1: [1] } },
  renamed: { versions: { v1: [2] } },
  reduced: { versions: { v1: [2], v2: [1] }, to: ['v2'] },
};
const BETWEEN: Services = {
  moved: { versions: { v1: [1, 2] } },
  renamed: { versions: { v1: [2], v2: [2] }, to: ['v2', 'v1'] },
  reduced: { versions: { v1: [2], v2: [1] }, to: ['v1', 'v2'] },
};
const AFTER: Services = {
  moved: { versions: { v1: [2] } },
  renamed: { versions: { v2: [2] }, to: ['v2'] },
  reduced: { versions: { v1: [2] }, to: ['v1'] },
};
const ANSWERS: Change['answers'] = {
  moved: [['v1 in cluster1'], ['v1 in cluster2']],
  renamed: [['v1 in cluster2'], ['v2 in cluster2']],
  reduced: [['v2 in cluster1'], ['v1 in cluster2']],
};

/** The only version of moved moves, that of renamed is renamed, and reduced loses one of two. */
export const ALL_VERSIONS: Change = changeOf([1, 2], Object.keys(BEFORE), {
  between: [2, 1],
  after: [2, 1],
  atOnce: [1, 2],
});

/** Each change of a version alone, with callers in three clusters. Something new runs or ends in the last cluster of an order. */
const VERSIONS = {
  'a version moves': changeOf([1, 2, 3], ['moved'], { between: [2, 3, 1], after: [2, 3, 1], atOnce: [1, 3, 2] }),
  'a version is renamed': changeOf([1, 2, 3], ['renamed'], { between: [2, 1, 3], after: [1, 3, 2], atOnce: [2, 1, 3] }),
  'a version is removed': changeOf([1, 2, 3], ['reduced'], { between: [2, 3, 1], after: [2, 3, 1], atOnce: [1, 3, 2] }),
};

/** shared runs in all clusters, and home in the cluster that joins and leaves. */
const TWO: Description = { clusters: [1, 2], called: { shared: { versions: { v1: [1, 2] }, distribution: 'spread' } } };
const MOVING: Description = {
  clusters: [1, 2, 3],
  called: {
    shared: { versions: { v1: [1, 2, 3] }, distribution: 'spread' },
    home: { versions: { v1: [1, 3] }, distribution: 'spread' },
  },
};
const THREE: Description = { ...MOVING, called: { ...MOVING.called, home: { versions: { v1: [3] } } } };
const HOME_MOVED: Description = { ...TWO, called: { ...TWO.called, home: { versions: { v1: [1] } } } };
const ALONE: Description = { clusters: [1, 2, 3], called: { moved: { versions: { v1: [2] } } }, leastPrivilege: true };
const places = (...clusters: readonly number[]): readonly string[] => clusters.map((each) => `v1 in cluster${each}`);

/** Changes to run alone, on request. */
export const EACH: Readonly<Record<string, Change>> = {
  ...VERSIONS,
  'a cluster is added': {
    before: TWO,
    steps: [[THREE, [3, 1, 2]]],
    atOnce: [THREE, [1, 2, 3]],
    answers: { shared: [places(1, 2), places(1, 2, 3)] },
  },
  'a cluster is removed': {
    before: THREE,
    steps: [
      [MOVING, [1, 2, 3]],
      [HOME_MOVED, [1, 2]],
    ],
    atOnce: [HOME_MOVED, [1, 2]],
    left: 3,
    answers: { shared: [places(1, 2, 3), places(1, 2)], home: [places(3), places(1)] },
  },
  'a worker is added': besideOf(ALONE, { ...ALONE, beside: 'worker' }),
  'an external service is added': besideOf(ALONE, { ...ALONE, beside: 'outside' }),
  'an external service is removed': besideOf({ ...ALONE, beside: 'outside' }, ALONE),
};

/** A change of what there is beside the services. */
function besideOf(before: Description, after: Description): Change {
  const step: Step = [after, [1, 2, 3]];
  return { before, steps: [step], atOnce: step, answers: { moved: [places(2), places(2)] } };
}

/** A change of versions in some clusters, for some of the services. */
function changeOf(
  clusters: readonly ClusterNumber[],
  names: readonly string[],
  orders: Readonly<Record<'between' | 'after' | 'atOnce', readonly ClusterNumber[]>>,
): Change {
  const only = <T>(all: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
  const described = (services: Services): Description => ({ clusters, called: only(services) });
  return {
    before: described(BEFORE),
    steps: [
      [described(BETWEEN), orders.between],
      [described(AFTER), orders.after],
    ],
    atOnce: [described(AFTER), orders.atOnce],
    answers: only(ANSWERS),
  };
}
