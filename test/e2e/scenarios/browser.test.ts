/** @module Shows what a person sees of dist/bookinfo through the ingress: no stars, or the stars of jason's versions. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { gatewayAddress } from '../lab/addresses';
import { openBrowser } from '../lab/browser';
import { byVersion } from './answers';
import { askReviews } from './bookinfo';
import { eventually, place } from './lab';
import { ProductPage, type View } from './productpage';

const ADDRESS = `http://${gatewayAddress(1, 'ingress')}/productpage`;
const pictures = path.join(place.folder, 'screenshots');
let browser: BrowserContext;
let productpage: ProductPage;

/** The reviews that the page shows. Bookinfo has two reviewers: one gives five stars and the other four. */
const EVERYONE = { servedBy: 'v1 in cluster1', stars: {} };
const JASON = {
  black: { servedBy: 'v2 in cluster2', stars: { black: 9 } },
  red: { servedBy: 'v3 in cluster2', stars: { red: 9 } },
};

function expectReviews({ status, text, stars }: View, wanted: typeof EVERYONE): void {
  expect(status).toBe(200);
  expect(text).not.toMatch(/error fetching|unavailable/i);
  const served = [...text.matchAll(/Reviews served by:\s+reviews-(\w+)-\S+\s+on cluster\s+(\w+)/g)];
  expect(served.map(([, version, cluster]) => `${version} in ${cluster}`)).toEqual([wanted.servedBy, wanted.servedBy]);
  expect(stars).toEqual(wanted.stars);
}

async function expectBookinfo(): Promise<void> {
  expectReviews(await productpage.open(), EVERYONE);
  const versions = byVersion(await askReviews(20, 'jason', { fresh: true }));
  expect(Object.keys(versions).sort()).toEqual(['v2', 'v3']);
}

beforeAll(async () => {
  fs.mkdirSync(pictures, { recursive: true });
  browser = await openBrowser(place);
  productpage = new ProductPage(await browser.newPage(), ADDRESS);
  // the previous scenario file may have changed routes, and restoring them takes a moment
  await eventually(expectBookinfo);
});

afterAll(() => browser.close());

test('everyone sees reviews without stars', async () => {
  expectReviews(await productpage.open(), EVERYONE);
  await productpage.screenshot(path.join(pictures, 'everyone.png'));
});

test('jason sees black stars and red stars in turn', async () => {
  const seen = new Set<string>();
  let view = await productpage.signIn('jason');
  for (let pages = 1; seen.size < 2 && pages <= 40; pages++) {
    const colour = 'red' in view.stars ? 'red' : 'black';
    expectReviews(view, JASON[colour]);
    if (!seen.has(colour)) await productpage.screenshot(path.join(pictures, `jason-${colour}.png`));
    seen.add(colour);
    view = await productpage.open();
  }
  expect([...seen].sort()).toEqual(['black', 'red']);
});

test('jason sees no stars after signing out', async () => {
  expectReviews(await productpage.signOut(), EVERYONE);
});
