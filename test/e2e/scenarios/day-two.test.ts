/** @module Shows that descriptions can change without losing requests, and that what they no longer have is deleted. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadResult, PodRef } from '../lab/client';
import { byPlace } from './answers';
import {
  apply,
  applyRest,
  applyRoutes,
  type Called,
  clear,
  type Description,
  EXTRA,
  MESH,
  prune,
  write,
} from './day-two';
import { eventually, lab } from './lab';

/** web in both clusters, which calls the other services. */
const WEBS: readonly PodRef[] = [
  [1, `${MESH}/web`],
  [2, `${MESH}/web`],
];

/** Three services: the only version of the first moves, that of the second is renamed, and the third loses one of two. */
const BEFORE = {
  moved: { versions: { v1: [1] } },
  renamed: { versions: { v1: [2] } },
  reduced: { versions: { v1: [2], v2: [1] }, to: ['v2'] },
} as const satisfies Readonly<Record<string, Called>>;
const BETWEEN: Description = {
  called: {
    moved: { versions: { v1: [1, 2] } },
    renamed: { versions: { v1: [2], v2: [2] }, to: ['v2', 'v1'] },
    reduced: { versions: { v1: [2], v2: [1] }, to: ['v1', 'v2'] },
  },
};
const AFTER: Description = {
  called: {
    moved: { versions: { v1: [2] } },
    renamed: { versions: { v2: [2] }, to: ['v2'] },
    reduced: { versions: { v1: [2] }, to: ['v1'] },
  },
};
const CHANGED = { moved: 'v1 in cluster2', renamed: 'v2 in cluster2', reduced: 'v1 in cluster2' };
type Name = keyof typeof BEFORE;

/** How long a change of all services may take on a busy machine. */
const LONGEST = 400_000;

/** The time that proxies may take to learn of what is applied. */
const LEARN = 2000;

/** Sends requests to all services from both clusters until an action has finished. Returns the answers by service. */
async function answersDuring(action: () => Promise<void>): Promise<ReadonlyMap<Name, readonly string[]>> {
  const answers = new Map<Name, readonly string[]>();
  const load = async (name: Name, from: PodRef, inner: () => Promise<void>): Promise<void> => {
    const question = { from, url: `http://${name}:9080/`, headers: { slow: '30' }, count: Infinity };
    const { counts }: LoadResult = await lab.load(question, 2, inner);
    answers.set(name, [...(answers.get(name) ?? []), ...Object.keys(counts)]);
  };
  const loads = (Object.keys(BEFORE) as Name[]).flatMap((name) => WEBS.map((from) => [name, from] as const));
  await loads.reduce(
    (inner, [name, from]) =>
      () =>
        load(name, from, inner),
    action,
  )();
  return answers;
}

/** The answers of each service that no version gave. */
function lostIn(answers: ReadonlyMap<Name, readonly string[]>): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    [...answers].map(([name, each]) => [name, each.filter((answer) => !answer.includes(' in '))]),
  );
}

/** Waits until these answers come to all requests from both clusters. */
async function answers(wanted: Readonly<Record<string, string>>): Promise<void> {
  await Promise.all(
    WEBS.flatMap((from) =>
      Object.entries(wanted).map(([name, answer]) =>
        eventually(async () => {
          expect(byPlace(await lab.ask({ from, url: `http://${name}:9080/`, count: 20 }))).toEqual({ [answer]: 20 });
        }),
      ),
    ),
  );
}

const both = async (action: (cluster: number) => Promise<void>): Promise<void> => {
  await Promise.all([1, 2].map(action));
};

/** Applies a description in the rounds of docs/apply.md, in this order of clusters. */
async function inRounds(order: readonly number[], description: Description): Promise<void> {
  write(description);
  for (const cluster of order) {
    await applyRest(cluster);
    await sleep(LEARN);
  }
  await both(applyRoutes);
  await sleep(LEARN);
  await both(prune);
}

/** Applies a description and deletes everything else, in one cluster after the other. */
async function atOnce(order: readonly number[], description: Description): Promise<void> {
  write(description);
  for (const cluster of order) {
    await apply(cluster);
    await prune(cluster);
  }
}

afterAll(async () => {
  for (const cluster of [1, 2]) {
    // other scenarios wait for all Deployments that they see, and istioctl analyze looks at all Pods
    await lab.kubectl(cluster, ['-n', MESH, 'delete', 'deployments', '--all', '--wait', '--cascade=foreground']);
    await lab.kubectl(cluster, ['delete', 'namespace', MESH, '--wait=false']);
  }
});

describe('while a version moves, one is renamed and one is removed,', () => {
  beforeEach(async () => {
    write({ called: BEFORE });
    await both(apply);
    await both((cluster) => lab.ready(cluster));
    await both(prune);
    await answers({ moved: 'v1 in cluster1', renamed: 'v1 in cluster2', reduced: 'v2 in cluster1' });
  });

  test(
    'no request is lost in the rounds of docs/apply.md',
    async () => {
      const said = await answersDuring(async () => {
        await inRounds([2, 1], BETWEEN);
        await inRounds([2, 1], AFTER);
        await answers(CHANGED);
      });
      expect(lostIn(said)).toEqual({ moved: [], renamed: [], reduced: [] });
    },
    LONGEST,
  );

  // cluster1 first, where what ends in it is still called from cluster2, and what starts in cluster2 is not there yet
  test(
    'control: requests of each are lost at once',
    async () => {
      const said = await answersDuring(async () => {
        await atOnce([1, 2], AFTER);
        await answers(CHANGED);
      });
      for (const lost of Object.values(lostIn(said))) expect(lost).not.toEqual([]);
    },
    LONGEST,
  );
});

test('what a description no longer has is deleted, but neither Namespaces nor objects of others', async () => {
  const names = async (namespace: string): Promise<readonly string[]> => {
    const kinds = 'services,deployments,serviceaccounts,destinationrules,configmaps';
    const found = await lab.kubectl(1, ['-n', namespace, 'get', kinds, '-o', 'name']);
    return found.split('\n').filter((name) => /reduced|moved|extra|mine|helm/.test(name));
  };
  const { moved, ...others } = BEFORE;
  write({ called: { moved, ...others }, hasExtra: true });
  await apply(1);
  const mine = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mine', namespace: MESH } };
  await lab.kubectl(1, ['apply', '-f', '-'], JSON.stringify(mine));
  write({ called: others });
  await apply(1);
  expect(await names(MESH)).toEqual(expect.arrayContaining(['service/moved', 'deployment.apps/moved-v1']));
  await prune(1);
  const left = await names(MESH);
  expect(left.filter((name) => name.includes('moved'))).toEqual([]);
  expect(left).toEqual(
    expect.arrayContaining([
      'service/reduced',
      'deployment.apps/reduced-v2',
      'configmap/mine',
      'configmap/of-a-helm-chart',
    ]),
  );
  // kubectl does not look into a namespace of which nothing is described
  expect(await names(EXTRA)).toContain('service/extra');
  await clear(1);
  expect(await names(EXTRA)).toEqual([]);
  expect(await lab.kubectl(1, ['get', 'namespaces', '-o', 'name'])).toContain(`namespace/${EXTRA}\n`);
});
