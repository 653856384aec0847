/** @module dist/article-2019 on today's Istio, beside its stock gateway. */
import { byVersion } from './answers';
import { askReviews, BOOKINFO, bookinfo, restoreBookinfo } from './bookinfo';
import { eventually, lab } from './lab';
import { type KubeObject, written } from './objects';
import { STOCK_GATEWAY } from './stock-gateway';

const ROUTING = /^(networking|security)\.istio\.io\//;
const article = written('article-2019');

/** Bookinfo's workloads under the article's routing: the article's Deployments are of an API that is gone. */
function routedByArticle(cluster: number): readonly KubeObject[] {
  return [
    ...(BOOKINFO[cluster] ?? []).filter(({ apiVersion }) => !ROUTING.test(apiVersion)),
    ...(article[cluster] ?? []).filter(({ apiVersion }) => ROUTING.test(apiVersion)),
  ];
}

beforeAll(() => bookinfo.become({ 1: routedByArticle(1), 2: [...routedByArticle(2), STOCK_GATEWAY] }));
afterAll(restoreBookinfo);

test('jason is answered 503, and the far gateway knows no such server name', async () => {
  await eventually(async () => {
    expect(byVersion(await askReviews(20, 'jason', { fresh: true }))).toEqual({ '503': 20 });
    expect(await lab.accessLog([2, 'istio-system/istio-eastwestgateway'])).toMatch(
      /filter_chain_not_found.*outbound_\.9080_\.v[23]_\.reviews\.default\.global/,
    );
  });
});

test('everyone else gets v1', async () => {
  expect(byVersion(await askReviews(20))).toEqual({ v1: 20 });
});
