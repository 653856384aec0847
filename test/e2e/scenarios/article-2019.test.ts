/** @module dist/article-2019 on today's Istio, beside its stock gateway. */
import { askReviews, byVersion, lab, route, routingOf } from './bookinfo';

const STOCK_GATEWAY = {
  apiVersion: 'networking.istio.io/v1',
  kind: 'Gateway',
  metadata: { name: 'cross-network-gateway', namespace: 'istio-system' },
  spec: {
    selector: { istio: 'eastwestgateway' },
    servers: [
      { port: { number: 15443, name: 'tls', protocol: 'TLS' }, tls: { mode: 'AUTO_PASSTHROUGH' }, hosts: ['*.local'] },
    ],
  },
};

beforeAll(async () => {
  await route({ 1: routingOf('article-2019', 1), 2: [...routingOf('article-2019', 2), STOCK_GATEWAY] });
});

test('jason is answered 503, and the far gateway knows no such server name', async () => {
  expect(byVersion(await askReviews(20, 'jason'))).toEqual({ '503': 20 });
  const log = await lab.accessLog(2, 'istio-eastwestgateway');
  expect(log).toMatch(/filter_chain_not_found.*outbound_\.9080_\.v[23]_\.reviews\.default\.global/);
});

test('everyone else gets v1', async () => {
  expect(byVersion(await askReviews(20))).toEqual({ v1: 20 });
});
