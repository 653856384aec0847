/** @module Istio's stock `*.local` Gateway beside the exact hosts of ours: hidden until the gateway restarts. */
import { byVersion } from './answers';
import { askReviews, BOOKINFO, bookinfo, restoreBookinfo } from './bookinfo';
import { eventually, lab } from './lab';
import { rejections } from './proxies';
import { STOCK_GATEWAY } from './stock-gateway';

const GATEWAY = [2, 'istio-system/istio-eastwestgateway'] as const;

async function restartGateway(): Promise<void> {
  await lab.kubectl(2, ['-n', 'istio-system', 'delete', 'pod', '-l', 'istio=eastwestgateway', '--wait']);
}

afterAll(async () => {
  await bookinfo.become(BOOKINFO);
  await lab.renew(GATEWAY);
  await restoreBookinfo();
});

test('the gateway refuses the two together, which its proxy names; the old listener goes on', async () => {
  await bookinfo.become({ ...BOOKINFO, 2: [...(BOOKINFO[2] ?? []), STOCK_GATEWAY] });
  await eventually(async () => {
    expect(await rejections([2])).toEqual([
      expect.stringMatching(
        /^cluster2 istio-system\/istio-eastwestgateway-.*listener '0\.0\.0\.0:15443': filter chain '' has the same matching rules/,
      ),
    ]);
  });
  expect(Object.keys(byVersion(await askReviews(20, 'jason', { fresh: true }))).sort()).toEqual(['v2', 'v3']);
});

test('after a restart of the gateway nothing listens', async () => {
  await restartGateway();
  await eventually(async () => {
    const host = await lab.pod(GATEWAY);
    expect(await host.run(['ss', '--no-header', '--listening', '--tcp', 'sport = 15443'])).toBe('');
    expect(await rejections([2])).toHaveLength(1);
    expect(byVersion(await askReviews(20, 'jason', { fresh: true }))).toEqual({ '503': 20 });
  });
});
