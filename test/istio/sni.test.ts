/** @module Tests of lib/istio/sni.ts. */
import { sniName } from '../../lib/istio';

const host = 'reviews.default.svc.cluster.local';

test('a server name holds port, subset and host', () => {
  expect(sniName({ port: 9080, subset: 'v2', host })).toBe('outbound_.9080_.v2_.reviews.default.svc.cluster.local');
});

test('the default subset is empty', () => {
  expect(sniName({ port: 9080, host })).toBe('outbound_.9080_._.reviews.default.svc.cluster.local');
});
