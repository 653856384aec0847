/** @module Nothing but the declared calls is let through where control planes read each other's endpoints, too. */
import { EndpointDiscovery } from '../../../../lib';
import { APART, ask, BACK, BESIDE, CALLER, leastPrivilege } from '../least-privilege';
import { eventually } from '../lab';
import { Applied } from '../objects';
import { rejections } from '../proxies';

const objects = leastPrivilege(new EndpointDiscovery());
const app = new Applied();

beforeAll(() => app.start(objects));
afterAll(() => app.become({}));

test('a caller is served within its cluster and across, by the versions that the rules say', async () => {
  await eventually(async () => {
    expect(await ask(CALLER, 'jason')).toEqual({ 'v2 in cluster2': 20 });
    expect(await ask(CALLER, 'anyone')).toEqual({ 'v1 in cluster1': 20 });
    expect(Object.keys(await ask(CALLER, 'kim', 40)).sort()).toEqual(['v3 in cluster1', 'v3 in cluster2']);
  });
});

test('who is no caller is answered 403 within its cluster and across', async () => {
  for (const from of [BESIDE, APART]) {
    for (const user of ['jason', 'anyone']) expect(await ask(from, user)).toEqual({ '403': 20 });
  }
});

test('no proxy refuses any of its configuration', async () => {
  expect(await rejections([1, 2])).toEqual([]);
});

test('control: without the far AuthorizationPolicy the other cluster answers who is no caller', async () => {
  const far = (objects[2] ?? []).filter(
    ({ kind, metadata }) => kind !== 'AuthorizationPolicy' || metadata.namespace !== BACK,
  );
  await app.become({ ...objects, 2: far });
  await eventually(async () => {
    expect(await ask(BESIDE, 'jason')).toEqual({ 'v2 in cluster2': 20 });
  });
  expect(await ask(BESIDE, 'anyone')).toEqual({ '403': 20 });
});
