/** @module Shows that dist/bookinfo works on a real mesh as written, and what breaks when a part of it is missing. */
import { analyze, onlyElsewhere } from './analyze';
import { byVersion, expectShares } from './answers';
import { askReviews, BOOKINFO, bookinfo, restoreBookinfo } from './bookinfo';
import { eventually, lab } from './lab';
import { changed, type KubeObject } from './objects';
import { outboundClusters, rejections } from './proxies';

const [here = [], far = []] = [BOOKINFO[1], BOOKINFO[2]];

describe('as written', () => {
  test('no proxy rejects any configuration', async () => {
    expect(await rejections([1, 2])).toEqual([]);
  });

  test('jason gets v2 and v3, each within a 99.9 % band of half of 400', async () => {
    expectShares(byVersion(await askReviews(800, 'jason')), { v2: 0.5, v3: 0.5 });
  });

  test('everyone else gets only v1', async () => {
    expect(byVersion(await askReviews(100))).toEqual({ v1: 100 });
    expect(byVersion(await askReviews(20, 'jasons'))).toEqual({ v1: 20 });
  });

  test('reviews in the other cluster sees the identity of productpage and the host that it called', async () => {
    const [answer] = await askReviews(1, 'jason');
    expect(answer?.body.headers?.['x-forwarded-client-cert']).toMatch(
      /URI=spiffe:\/\/cluster\.local\/ns\/default\/sa\/bookinfo-productpage$/,
    );
    expect(answer?.body.headers?.['host']).toBe('reviews:9080');
  });

  test('a Pod can be reached from the other cluster only through a gateway', async () => {
    const query = ['get', 'pods', '-l', 'app=reviews,version=v2', '-o', 'jsonpath={.items[0].status.podIP}'];
    const address = await lab.kubectl(2, query);
    const caller = await lab.pod([1, 'default/productpage']);
    const connect = (target: string): Promise<string> =>
      // as the proxy's user, because its connections bypass the sidecar
      caller.run(['timeout', '2', 'bash', '-c', `</dev/tcp/${target}`], { uid: 1337 });
    await expect(connect('10.10.2.20/15443')).resolves.toBe('');
    await expect(connect(`${address}/9080`)).rejects.toThrow(/ended with 124/);
  });

  test('proxies treat reviews in the other cluster as a part of the mesh', async () => {
    const clusters = await outboundClusters([1, 'default/productpage'], 'reviews.default.global');
    expect(clusters).toContainEqual({ name: 'outbound|9080||reviews.default.global', isExternal: false });
  });
});

test('istioctl analyze finds only that some subsets have no Pods in their cluster', async () => {
  const rules = ['default/reviews', 'default/reviews-global'];
  expect(await analyze(1, 'default')).toEqual(onlyElsewhere(rules, ['v2', 'v3']));
  expect(await analyze(2, 'default')).toEqual([]);
});

describe('controls', () => {
  afterEach(restoreBookinfo);

  async function withFar(objects: readonly KubeObject[]): Promise<void> {
    await bookinfo.become({ 1: here, 2: objects });
  }

  test('without v3 in the other DestinationRule, requests for v3 fail and requests for v2 do not', async () => {
    const subsets = [{ name: 'v2', labels: { version: 'v2' } }];
    await withFar(changed(far, 'DestinationRule', 'reviews', { subsets }));
    await eventually(async () => {
      const { v2 = 0, '503': failed = 0, ...others } = byVersion(await askReviews(60, 'jason', { fresh: true }));
      expect(others).toEqual({});
      expect(v2).toBeGreaterThan(0);
      expect(failed).toBeGreaterThan(0);
    });
  });

  test('the other gateway refuses a host that it does not list', async () => {
    const servers = [
      {
        port: { number: 15443, name: 'tls', protocol: 'TLS' },
        tls: { mode: 'AUTO_PASSTHROUGH' },
        hosts: ['default/ratings.default.svc.cluster.local'],
      },
    ];
    await withFar(changed(far, 'Gateway', 'bookinfo', { servers }));
    await eventually(async () => {
      expect(byVersion(await askReviews(20, 'jason', { fresh: true }))).toEqual({ '503': 20 });
    });
    expect(byVersion(await askReviews(5))).toEqual({ v1: 5 });
  });

  test('without location, proxies treat reviews in the other cluster as outside of the mesh', async () => {
    await bookinfo.become({ 1: changed(here, 'ServiceEntry', 'reviews-default', { location: undefined }), 2: far });
    await eventually(async () => {
      const clusters = await outboundClusters([1, 'default/productpage'], 'reviews.default.global');
      expect(clusters).toContainEqual({ name: 'outbound|9080||reviews.default.global', isExternal: true });
    });
  });
});
