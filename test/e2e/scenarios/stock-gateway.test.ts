/** @module Shows that Istio's stock Gateway conflicts with ours, and that traffic fails only after a gateway restart. */
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

test('the proxy of the gateway rejects the two together, and its old listener keeps working', async () => {
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

test('after the gateway restarts, nothing listens', async () => {
  await restartGateway();
  await eventually(async () => {
    const host = await lab.pod(GATEWAY);
    expect(await host.run(['ss', '--no-header', '--listening', '--tcp', 'sport = 15443'])).toBe('');
    expect(await rejections([2])).toHaveLength(1);
    expect(byVersion(await askReviews(20, 'jason', { fresh: true }))).toEqual({ '503': 20 });
  });
});
