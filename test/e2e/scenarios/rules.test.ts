/** @module Shows every condition and every action of rules, with callers in two clusters and versions in three. */
import { ApiObject, Chart } from 'cdk8s';
import { StringMatch } from '../../../lib';
import { analyze, onlyElsewhere } from './analyze';
import { byPlace, byVersion, expectShares } from './answers';
import { eventually, lab } from './lab';
import { Applied, changed, type KubeObject, synthesized } from './objects';
import { rejections, requestsByEndpoint } from './proxies';
import { ANSWERS } from './rules/answers';
import { CONDITIONS } from './rules/conditions';
import { FORWARDING } from './rules/forwarding';
import { MEANT, plainly } from './rules/meant';
import { APART, ask, HERE, NAMESPACE, type Rule, rulesPlan, THERE, under } from './rules/mesh';

const SHARED: Rule = {
  match: under('/shared'),
  to: [
    { version: 'v1', weight: 0 },
    { version: 'v2', weight: 1 },
    { version: 'v3', weight: 3 },
  ],
};
const DELAYED: Rule = {
  match: under('/delayed'),
  to: [{ version: 'v2' }],
  timeout: '300ms',
  fault: { delay: { percentage: 100, fixedDelay: '700ms' } },
};
const MIRRORED: Rule = {
  match: under('/mirrored'),
  to: [{ version: 'v1' }],
  mirrors: [{ version: 'v3' }, { version: 'v2', percentage: 0 }],
};
const NAMED: Rule = { name: 'to-the-third', match: under('/named'), to: [{ version: 'v3' }] };
const FIRST: Rule = { match: [{ uri: StringMatch.exact('/order/first') }], to: [{ version: 'v2' }] };
const WIDER: Rule = { name: 'wider', match: under('/order'), to: [{ version: 'v3' }] };

const others = [...MEANT.map(([, { rule }]) => rule), SHARED, DELAYED, MIRRORED, NAMED, FIRST, WIDER];
const rules = [...ANSWERS, ...FORWARDING, ...CONDITIONS].map(([, rule]) => rule).concat(others);

const objects = synthesized(rulesPlan(rules));
const app = new Applied();

beforeAll(() => app.start(objects));
afterAll(() => app.become({}));

test('callers in two clusters reach versions in three, by the first rule that matches', async () => {
  const places = { '/order/first': 'v2 in cluster2', '/order/next': 'v3 in cluster3', '/': 'v1 in cluster1' };
  await eventually(async () => {
    for (const from of [HERE, THERE, APART]) {
      for (const [path, place] of Object.entries(places))
        expect(byPlace(await ask(from, { path }))).toEqual({ [place]: 1 });
    }
  });
});

test.each(CONDITIONS)('a rule can match %s', async (_, __, holds, not, place) => {
  const callers = holds.from === undefined ? [HERE, THERE] : [holds.from];
  const [met, unmet] = await Promise.all([
    Promise.all(callers.map((from) => ask(from, holds))),
    Promise.all([HERE, THERE].map((from) => ask(from, not))),
  ]);
  for (const answers of met) expect(byPlace(answers)).toEqual({ [place]: 1 });
  for (const answers of unmet) expect(byPlace(answers)).toEqual({ 'v1 in cluster1': 1 });
});

test.each([...ANSWERS, ...FORWARDING])('a request is %s', async (_, __, request, answer) => {
  const answers = await Promise.all([HERE, THERE].map((from) => ask(from, request)));
  expect(answers).toMatchObject([[answer], [answer]]);
});

test.each(MEANT)('a request is %s', async (_, { request, result, meant }) => {
  for (const from of [HERE, THERE]) expect((await ask(from, request)).map(result)).toEqual([meant]);
});

test('a rule for the callers in one cluster does not apply in another', async () => {
  expect(byPlace(await ask(THERE, { path: '/from' }))).toEqual({ 'v3 in cluster3': 1 });
  expect(byPlace(await ask(HERE, { path: '/from' }))).toEqual({ 'v1 in cluster1': 1 });
});

test('versions share requests by weight', async () => {
  expectShares(byVersion(await ask(HERE, { path: '/shared' }, 400)), { v2: 0.25, v3: 0.75 });
});

test('a fault delays a request by its fixedDelay, even beyond the timeout', async () => {
  const start = Date.now();
  expect(byVersion(await ask(HERE, { path: '/delayed' }))).toEqual({ v2: 1 });
  expect(Date.now() - start).toBeGreaterThanOrEqual(700);
});

test('a mirror in another cluster gets a copy of each request', async () => {
  const received = async (cluster: number, version: string): Promise<number> => {
    const counts = await requestsByEndpoint([cluster, `${NAMESPACE}/reviews-${version}`], 'inbound|9080||');
    return Object.values(counts).reduce((sum, count) => sum + count, 0);
  };
  const before = [await received(3, 'v3'), await received(2, 'v2')] as const;
  expect(byVersion(await ask(HERE, { path: '/mirrored' }, 20))).toEqual({ v1: 20 });
  await eventually(async () => {
    expect([await received(3, 'v3'), await received(2, 'v2')]).toEqual([before[0] + 20, before[1]]);
  });
});

test('the access log of the caller names the rule', async () => {
  await ask(HERE, { path: '/named' });
  await eventually(async () => {
    expect(await lab.accessLog(HERE)).toMatch(/"GET \/named\?1 .* to-the-third$/m);
  });
});

test('no proxy rejects any configuration', async () => {
  expect(await rejections([1, 2, 3])).toEqual([]);
});

test('istioctl analyze finds only that destinations have no port, and some subsets no Pods in their cluster', async () => {
  const found = (await Promise.all([1, 2, 3].map((cluster) => analyze(cluster, NAMESPACE)))).flat();
  const isPortless = (finding: string): boolean => finding.startsWith('IST0112 ');
  const hosts = found.filter(isPortless).map((finding) => /"([^"]+)"/.exec(finding)?.[1]);
  const [global, local] = ['reviews.rules.global', 'reviews.rules.svc.cluster.local'];
  expect(hosts).toEqual([global, local, global, local]);
  expect(found.filter((finding) => !isPortless(finding))).toEqual([
    ...onlyElsewhere(['rules/reviews', 'rules/reviews-global'], ['v2', 'v3']),
    ...onlyElsewhere(['rules/reviews-global'], ['v1-cluster1']),
    ...onlyElsewhere(['rules/reviews'], ['v1', 'v2']),
  ]);
});

/** Moves the rule that hides another one to the front of a list. */
const widerFirst = <T extends { readonly name?: string }>(list: readonly T[]): readonly T[] => {
  const index = list.findIndex(({ name }) => name === WIDER.name);
  return [...list.slice(index, index + 1), ...list.slice(0, index), ...list.slice(index + 1)];
};

test('control: a rule behind a wider one is never reached, and fails with MC041', async () => {
  expect(() => rulesPlan(widerFirst(rules))).toThrow(/^MC041 /m);
  const service = objects[1]?.find(({ kind }) => kind === 'VirtualService');
  const { http } = service?.spec as { readonly http: readonly { readonly name?: string }[] };
  await app.become({
    ...objects,
    1: changed(objects[1] ?? [], 'VirtualService', 'reviews', { http: widerFirst(http) }),
  });
  await eventually(async () => {
    expect(byPlace(await ask(HERE, { path: '/order/first' }))).toEqual({ 'v3 in cluster3': 1 });
  });
});

test('control: rules given to Istio as they read do something else, and some fail with MC177', async () => {
  const twice = { authority: 'example.com:8443', port: 9999 };
  const none = { port: 80 };
  for (const redirect of [twice, none]) expect(() => rulesPlan([{ match: under('/a'), redirect }])).toThrow(/^MC177 /m);
  const service = objects[1]?.find(({ kind }) => kind === 'VirtualService');
  const redirects = [twice, none].map((redirect, index) => ({
    match: [{ uri: { exact: `/ports${index}` } }],
    redirect,
  }));
  const http = [...redirects, ...(service === undefined ? [] : plainly(service))];
  await app.become({ ...objects, 1: changed(objects[1] ?? [], 'VirtualService', 'reviews', { http }) });
  await eventually(async () => {
    const answers = await Promise.all([0, 1].map((index) => ask(HERE, { path: `/ports${index}` })));
    expect(answers.flat().map(({ headers }) => headers['location'])).toEqual([
      ['http://example.com:8443:9999/ports0?1'],
      ['http://reviews.rules:9080/ports1?1'],
    ]);
  });
  for (const [, { request, result, plain }] of MEANT) expect((await ask(HERE, request)).map(result)).toEqual([plain]);
});

test('control: an older VirtualService for the host takes all rules away, and fails with MC135', async () => {
  const older = (step: string): KubeObject => {
    const headers = { response: { set: { step } } };
    const http = [{ route: [{ destination: { host: 'reviews' } }], headers }];
    const metadata = { name: 'theirs', namespace: NAMESPACE };
    return {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata,
      spec: { hosts: ['reviews'], http },
    };
  };
  const refused = (): unknown =>
    synthesized(rulesPlan(rules), (own) => new ApiObject(new Chart(own, 'own'), 'route', older('none')));
  expect(refused).toThrow(/^ *MC135 /m);
  const expectTheirs = (step: string): Promise<void> =>
    eventually(async () => {
      const answers = await ask(HERE, { path: '/named' });
      expect(byPlace(answers)).toEqual({ 'v1 in cluster1': 1 });
      expect(answers.map(({ headers }) => headers['step'])).toEqual([[step]]);
    });
  const ours = objects[1] ?? [];
  await app.become({ ...objects, 1: [...ours.filter(({ kind }) => kind !== 'VirtualService'), older('alone')] });
  await expectTheirs('alone');
  // Istio compares seconds; from the next one on, ours are the newer ones
  const made = Date.now();
  await eventually(() => {
    expect(Date.now()).toBeGreaterThan(made + 1000);
    return Promise.resolve();
  });
  await app.become({ ...objects, 1: [...ours, older('beside')] });
  await expectTheirs('beside');
  await app.become(objects);
  await eventually(async () => {
    expect(byPlace(await ask(HERE, { path: '/named' }))).toEqual({ 'v3 in cluster3': 1 });
  });
});

test('control: without rules, the Pods in the caller’s cluster answer every request', async () => {
  expect(byPlace(await ask(THERE, { path: '/named' }, 20))).toEqual({ 'v3 in cluster3': 20 });
  expect(byPlace(await ask(THERE, { path: '/text' }, 20))).toEqual({ '503': 20 });
  const without = (list: readonly KubeObject[] = []): readonly KubeObject[] =>
    list.filter(({ kind }) => kind !== 'VirtualService');
  await app.become({ ...objects, 2: without(objects[2]) });
  await eventually(async () => {
    for (const path of ['/named', '/text']) {
      const places = byPlace(await ask(THERE, { path }, 20));
      expect(Object.keys(places).sort()).toEqual(['v1 in cluster2', 'v2 in cluster2']);
    }
  });
});
