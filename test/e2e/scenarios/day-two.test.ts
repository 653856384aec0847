/** @module Shows that descriptions can change without losing requests, and that what they no longer have is deleted. */
import type { PodRef } from '../lab/client';
import { until } from '../lab/shell';
import { byPlace } from './answers';
import { ALL_VERSIONS, type Change, EACH } from './changes';
import { ChangingMesh, type ClusterNumber, type Description, WORKER } from './day-two';
import { ADDRESSED, startOutside, stopOutside } from './external-services';
import { eventually, lab } from './lab';
import { workload } from './objects';
import { type Requests, underLoad } from './steady-load';

/** How long a change of all services may take on a busy machine. */
const LONGEST = 400_000;

/** How often each change is also run alone. */
const TIMES = Number(process.env['E2E_TIMES'] ?? 0);

type Requested = Readonly<Record<string, Requests>>;

/** Waits until exactly these versions and clusters answer each caller, by service. */
async function answered(from: readonly PodRef[], wanted: Readonly<Record<string, readonly string[]>>): Promise<void> {
  await Promise.all(
    from.flatMap((pod) =>
      Object.entries(wanted).map(([name, places]) =>
        eventually(async () => {
          const answers = await lab.ask({ from: pod, url: `http://${name}:9080/`, count: 20 });
          expect(Object.keys(byPlace(answers)).sort()).toEqual(places);
        }),
      ),
    ),
  );
}

/** Calls what is new beside the services, or starts it and lets it call, and expects that no request is lost. */
async function called(mesh: string, beside: Description['beside']): Promise<void> {
  if (beside === undefined) return;
  const isWorker = beside === 'worker';
  if (isWorker) {
    for (const object of workload(WORKER, mesh)) await lab.api(1).apply(object);
    await lab.ready(1);
  }
  const from: PodRef = [1, `${mesh}/${isWorker ? WORKER : 'web'}`];
  const url = isWorker ? 'http://moved:9080/' : `https://${ADDRESSED}/`;
  const answers = await lab.ask({ from, url, options: ['-k'], count: 200 });
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
}

/** Starts a mesh, and changes it while the clusters that stay in it send requests. Ends it afterwards. */
async function change(
  name: string,
  { before, steps, atOnce, left, answers }: Change,
  { isAtOnce, callers }: { readonly isAtOnce: boolean; readonly callers: number },
): Promise<Requested> {
  const mesh = new ChangingMesh(name);
  const [last, order] = atOnce;
  const from = before.clusters
    .filter((each) => last.clusters.includes(each))
    .map((each): PodRef => [each, `${name}/web`]);
  const answering = (index: 0 | 1): Readonly<Record<string, readonly string[]>> =>
    Object.fromEntries(Object.entries(answers).map(([service, each]) => [service, each[index]]));
  const all = new Set<ClusterNumber>([...before.clusters, ...last.clusters]);
  mesh.write(before);
  await Promise.all(before.clusters.map((cluster) => mesh.apply(cluster)));
  await Promise.all(before.clusters.map((cluster) => lab.ready(cluster)));
  await answered(from, answering(0));
  try {
    return await underLoad({ from, to: Object.keys(answers), callers }, async () => {
      if (isAtOnce) {
        if (left !== undefined) await mesh.leave(left);
        await mesh.atOnce(last, order);
      } else {
        for (const [description, clusters] of steps) await mesh.inRounds(description, clusters);
        if (left !== undefined) await mesh.leave(left);
      }
      if (!isAtOnce && before.beside === undefined) await called(name, last.beside);
      await answered(from, answering(1));
    });
  } finally {
    await Promise.all([...all].map((cluster) => mesh.end(cluster)));
  }
}

// other scenarios look at all Pods
afterAll(() => until('the end of all changed meshes', 60, async () => (await podsOf('day-two')).length === 0));

/** The Pods of the meshes whose names start like this. */
async function podsOf(start: string): Promise<readonly PodRef[]> {
  const pods = await Promise.all([1, 2, 3].map((cluster) => lab.pods(cluster)));
  return pods.flat().filter(([, name]) => name.startsWith(start));
}

/** The answers of each service that no version gave. */
function lostIn(requested: Requested): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(requested).map(([service, { lost }]) => [service, Object.keys(lost)]));
}

describe('while a version moves, one is renamed and one is removed,', () => {
  let [inRounds, atOnce]: readonly [Requested, Requested] = [{}, {}];

  // side by side, as both wait most of the time
  beforeAll(async () => {
    [inRounds, atOnce] = await Promise.all([
      change('day-two', ALL_VERSIONS, { isAtOnce: false, callers: 1 }),
      change('day-two-at-once', ALL_VERSIONS, { isAtOnce: true, callers: 1 }),
    ]);
  }, LONGEST);

  test('no request is lost in the rounds of docs/apply.md', () => {
    expect(lostIn(inRounds)).toEqual({ moved: [], renamed: [], reduced: [] });
    for (const { sent } of Object.values(inRounds)) expect(sent).toBeGreaterThan(500);
  });

  // cluster1 first, where what ends in it is still called from cluster2, and what starts in cluster2 is not there yet
  test('control: requests of each are lost at once', () => {
    const lost = Object.values(lostIn(atOnce));
    expect(lost).toHaveLength(3);
    for (const each of lost) expect(each).not.toEqual([]);
  });
});

/** Each change, as often as it is asked for. */
const repeated = Object.entries(EACH).flatMap(([name, each], index) =>
  Array.from(
    { length: (each.atOnce[0].beside ?? each.before.beside) ? Math.min(TIMES, 1) : TIMES },
    (_, time) => [name, `day-two-${index}-${time}`, each] as const,
  ),
);
if (TIMES > 0) {
  describe('while the clusters that stay in the mesh send requests and', () => {
    beforeAll(() => startOutside());
    afterAll(() => stopOutside());

    test.each(repeated)(
      '%s (%s), no request is lost in rounds',
      async (name, mesh, each) => {
        const inRounds = await change(mesh, each, { isAtOnce: false, callers: 4 });
        const atOnce = await change(`${mesh}-at-once`, each, { isAtOnce: true, callers: 4 });
        console.log(`${name}: in rounds ${JSON.stringify(inRounds)}, at once ${JSON.stringify(atOnce)}`);
        for (const lost of Object.values(lostIn(inRounds))) expect(lost).toEqual([]);
      },
      LONGEST,
    );
  });
}

test('what a description no longer has is deleted, but neither Namespaces nor objects of others', async () => {
  const mesh = new ChangingMesh('day-two-pruned');
  const names = async (namespace: string): Promise<readonly string[]> => {
    const kinds = 'services,deployments,serviceaccounts,destinationrules,configmaps';
    const found = await lab.kubectl(1, ['-n', namespace, 'get', kinds, '-o', 'name']);
    return found.split('\n').filter((name) => /kept|gone|extra|mine|helm/.test(name));
  };
  const kept = { versions: { v1: [1] } } as const;
  mesh.write({ clusters: [1], called: { kept, gone: kept }, hasExtra: true });
  await mesh.apply(1);
  const mine = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mine', namespace: mesh.name } };
  await lab.kubectl(1, ['apply', '-f', '-'], JSON.stringify(mine));
  mesh.write({ clusters: [1], called: { kept } });
  await mesh.apply(1);
  expect(await names(mesh.name)).toEqual(expect.arrayContaining(['service/gone', 'deployment.apps/gone-v1']));
  await mesh.prune(1);
  const left = await names(mesh.name);
  expect(left.filter((name) => name.includes('gone'))).toEqual([]);
  expect(left).toEqual(
    expect.arrayContaining(['service/kept', 'deployment.apps/kept-v1', 'configmap/mine', 'configmap/of-a-helm-chart']),
  );
  // kubectl does not look into a namespace of which nothing is described
  expect(await names(mesh.extra)).toContain('service/extra');
  await mesh.clear(1);
  expect(await names(mesh.extra)).toEqual([]);
  expect(await lab.kubectl(1, ['get', 'namespaces', '-o', 'name'])).toContain(`namespace/${mesh.extra}\n`);
  await mesh.end(1);
});
