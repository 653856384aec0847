/** @module Shows that a Service from whose cluster the last version has moved leads to no Pod that is gone. */
import { EndpointDiscovery, Mesh } from '../../../../lib';
import type { PodRef } from '../../lab/client';
import { byPlace } from '../answers';
import { eventually, lab } from '../lab';
import { Applied, changed, type ClusterObjects, synthesized } from '../objects';

const NAMESPACE = 'moved';
const FROM: PodRef = [1, `${NAMESPACE}/web`];

/** web in cluster1 calls two services alike, which run in the given clusters. */
function manifests(numbers: readonly (1 | 2)[]): ClusterObjects {
  const mesh = new Mesh(NAMESPACE);
  const all = [mesh.addCluster('cluster1'), mesh.addCluster('cluster2')] as const;
  const common = { namespace: NAMESPACE, port: 9080 };
  const web = mesh.addService('web', { ...common, versions: { v1: [all[0]] } });
  const clusters = numbers.map((number) => (number === 1 ? all[0] : all[1]));
  for (const name of ['written', 'unselected'])
    web.calls(mesh.addService(name, { ...common, versions: { v1: clusters } }));
  return synthesized(mesh.plan(new EndpointDiscovery()));
}

const [before, after] = [manifests([1, 2]), manifests([2])];
const app = new Applied();

/** The addresses that a Service of cluster1 leads to there. */
async function addresses(service: string): Promise<readonly string[]> {
  const query = ['-l', `kubernetes.io/service-name=${service}`, '-o', 'jsonpath={.items[*].endpoints[*].addresses[*]}'];
  const found = await lab.kubectl(1, ['-n', NAMESPACE, 'get', 'endpointslices', ...query]);
  return found.split(' ').filter(Boolean);
}

/** Sends requests over new connections until one takes longer than a second, and returns whether one did. */
async function isOneSlow(service: string, count: number): Promise<boolean> {
  for (let index = 0; index < count; index += 1) {
    await lab.closeConnections(FROM);
    const start = Date.now();
    const answers = await lab.ask({ from: FROM, url: `http://${service}:9080/`, count: 1 });
    expect(byPlace(answers)).toEqual({ 'v1 in cluster2': 1 });
    if (Date.now() - start > 1000) return true;
  }
  return false;
}

beforeAll(async () => {
  await app.start(before);
  const moved = changed(after[1] ?? [], 'Service', 'unselected', { selector: undefined });
  await app.start({ ...after, 1: moved });
});
afterAll(() => app.become({}));

test('its EndpointSlices are empty, and every request is answered quickly in the other cluster', async () => {
  await eventually(async () => {
    expect(await addresses('written')).toEqual([]);
    expect(await isOneSlow('written', 5)).toBe(false);
  });
  expect(await isOneSlow('written', 20)).toBe(false);
});

test('control: without a selector, they keep the address of the Pod that is gone, and requests to it are slow', async () => {
  await eventually(async () => {
    expect(await lab.pods(1, { app: 'unselected' })).toEqual([]);
  });
  expect(await addresses('unselected')).toHaveLength(1);
  expect(await isOneSlow('unselected', 20)).toBe(true);
});

test('applied over such a Service, the selector removes the address', async () => {
  await app.become(after);
  await eventually(async () => {
    expect(await addresses('unselected')).toEqual([]);
    expect(await isOneSlow('unselected', 20)).toBe(false);
  });
});
