/** @module Tests where the requests of the apps go: to the versions that the article names, and under its own scheme nowhere. */
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { loadMesh } from '../../lib/testing';
import { temporaryFolder } from '../support/written';

let outdir = '';
beforeAll(() => {
  outdir = temporaryFolder();
  const env = { ...process.env, CDK8S_OUTDIR: outdir };
  execFileSync(process.execPath, ['-r', 'tsx/cjs', 'apps/main.ts'], { env, stdio: 'ignore' });
}, 60_000);
afterAll(() => {
  fs.rmSync(outdir, { recursive: true });
});

const reviews = { from: 'cluster1/productpage', to: 'http://reviews:9080/reviews/0' };
const jason = { ...reviews, headers: { 'end-user': 'jason' } };

test('bookinfo sends jason to v2 and v3 in cluster2, and everyone else to v1', () => {
  const mesh = loadMesh(path.join(outdir, 'bookinfo'));
  expect(mesh).toRoute(jason, { 'cluster2/reviews-v2': 0.5, 'cluster2/reviews-v3': 0.5 });
  expect(mesh).toRoute(reviews, { 'cluster1/reviews-v1': 1 });
  expect(mesh).toRoute(
    { from: 'cluster2/reviews-v3', to: 'http://ratings:9080/ratings/0' },
    { 'cluster2/ratings-v1': 1 },
  );
});

test('the requests of bookinfo follow all rules of its VirtualServices', () => {
  const mesh = loadMesh(path.join(outdir, 'bookinfo'));
  expect(mesh).toCoverRoutes();
  expect(mesh).toCoverRoutes([jason, reviews], { threshold: 0.66 });
  expect(mesh).not.toCoverRoutes([reviews], { threshold: 0.66 });
});

test('article-2019 refuses jason, as today’s Istio does', () => {
  const mesh = loadMesh(path.join(outdir, 'article-2019'));
  expect(mesh).toRefuse(jason, 503);
  expect(mesh).toRoute(reviews, { 'cluster1/reviews-v1': 1 });
});
