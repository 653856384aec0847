/** @module Shows that EndpointDiscovery routes versions when control planes read each other's endpoints. */
import type { Answer } from '../../lab/client';
import { byPlace, byVersion, expectShares } from '../answers';
import { eventually, lab } from '../lab';
import { testNear } from '../nearness';
import { Applied, changed, synthesized } from '../objects';
import { rejections } from '../proxies';
import { discoveryPlan } from './mesh';

const FROM = [1, 'found/productpage'] as const;
const objects = synthesized(discoveryPlan());
const app = new Applied();

async function ask(count: number, user: string, service = 'reviews'): Promise<readonly Answer[]> {
  await lab.closeConnections(FROM);
  return lab.ask({ from: FROM, url: `http://${service}:9080/`, headers: { 'end-user': user }, count });
}

async function expectServed(): Promise<void> {
  expect(Object.keys(byPlace(await ask(40, 'jason'))).sort()).toEqual(['v2 in cluster2', 'v2 in cluster3']);
  expect(Object.keys(byVersion(await ask(40, 'kim'))).sort()).toEqual(['v2', 'v3']);
  expect(byVersion(await ask(5, 'anyone', 'details'))).toEqual({ v1: 5 });
}

// control planes learn of ready Pods in other clusters first, and their proxies later
beforeAll(async () => {
  await app.start(objects);
  await eventually(expectServed);
});

test('a version in two other clusters is served by both', async () => {
  const { 'v2 in cluster2': second = 0, 'v2 in cluster3': third = 0, ...others } = byPlace(await ask(60, 'jason'));
  expect(others).toEqual({});
  expect(Math.min(second, third)).toBeGreaterThan(10);
});

test('a destination in one cluster is served only there', async () => {
  expect(byPlace(await ask(40, 'pin'))).toEqual({ 'v2 in cluster3': 40 });
});

test('versions share requests by weight', async () => {
  expectShares(byVersion(await ask(800, 'kim')), { v2: 0.5, v3: 0.5 });
});

test('everyone else is served in the caller’s cluster', async () => {
  expect(byPlace(await ask(40, 'anyone'))).toEqual({ 'v1 in cluster1': 40 });
});

test('a service that does not run in the caller’s cluster answers from its own cluster', async () => {
  expect(byPlace(await ask(20, 'anyone', 'details'))).toEqual({ 'v1 in cluster2': 20 });
});

testNear({ namespace: 'found', app, byDefault: objects, spread: synthesized(discoveryPlan('spread')) });

test('no proxy rejects any configuration', async () => {
  expect(await rejections([1, 2, 3])).toEqual([]);
});

test('control: without its subset in another cluster’s DestinationRule, the version fails there', async () => {
  const subsets = [{ name: 'v1', labels: { version: 'v1' } }];
  await app.become({ ...objects, 3: changed(objects[3] ?? [], 'DestinationRule', 'reviews', { subsets }) });
  await eventually(async () => {
    expect(byPlace(await ask(20, 'pin'))).toEqual({ '503': 20 });
  });
});
