/** @module Shows that dist/article-2019 gets 503 across clusters on today's Istio, also with Istio's stock Gateway. */
import { byVersion } from './answers';
import { askReviews, BOOKINFO, bookinfo, restoreBookinfo } from './bookinfo';
import { eventually, lab } from './lab';
import { type KubeObject, written } from './objects';
import { STOCK_GATEWAY } from './stock-gateway';

const ROUTING = /^(networking|security)\.istio\.io\//;
const article = written('article-2019');

/** Bookinfo's workloads with the article's routing. Kubernetes no longer has the API of the article's Deployments. */
function routedByArticle(cluster: number): readonly KubeObject[] {
  return [
    ...(BOOKINFO[cluster] ?? []).filter(({ apiVersion }) => !ROUTING.test(apiVersion)),
    ...(article[cluster] ?? []).filter(({ apiVersion }) => ROUTING.test(apiVersion)),
  ];
}

beforeAll(() => bookinfo.become({ 1: routedByArticle(1), 2: [...routedByArticle(2), STOCK_GATEWAY] }));
afterAll(restoreBookinfo);

test('jason gets 503, because the other gateway does not know the server name', async () => {
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
