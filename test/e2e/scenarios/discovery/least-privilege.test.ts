/** @module Shows that EndpointDiscovery, too, lets only the declared calls through under least privilege. */
import { EndpointDiscovery } from '../../../../lib';
import { APART, ask, BACK, BESIDE, CALLER, leastPrivilege } from '../least-privilege';
import { eventually } from '../lab';
import { Applied } from '../objects';
import { rejections } from '../proxies';

const objects = leastPrivilege(new EndpointDiscovery());
const app = new Applied();

beforeAll(() => app.start(objects));
afterAll(() => app.become({}));

test('a caller gets the versions of the rules, within its cluster and across clusters', async () => {
  await eventually(async () => {
    expect(await ask(CALLER, 'jason')).toEqual({ 'v2 in cluster2': 20 });
    expect(await ask(CALLER, 'anyone')).toEqual({ 'v1 in cluster1': 20 });
    expect(Object.keys(await ask(CALLER, 'kim', 40)).sort()).toEqual(['v3 in cluster1', 'v3 in cluster2']);
  });
});

test('a Pod that is not a caller gets 403, within its cluster and across clusters', async () => {
  for (const from of [BESIDE, APART]) {
    for (const user of ['jason', 'anyone']) expect(await ask(from, user)).toEqual({ '403': 20 });
  }
});

test('no proxy rejects any configuration', async () => {
  expect(await rejections([1, 2])).toEqual([]);
});

test('control: without its AuthorizationPolicy, the other cluster serves a Pod that is not a caller', async () => {
  const far = (objects[2] ?? []).filter(
    ({ kind, metadata }) => kind !== 'AuthorizationPolicy' || metadata.namespace !== BACK,
  );
  await app.become({ ...objects, 2: far });
  await eventually(async () => {
    expect(await ask(BESIDE, 'jason')).toEqual({ 'v2 in cluster2': 20 });
  });
  expect(await ask(BESIDE, 'anyone')).toEqual({ '403': 20 });
});
