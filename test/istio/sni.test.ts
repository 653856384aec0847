/** @module Tests the server names of services. */
import { sniName } from '../../lib/istio';

const host = 'reviews.default.svc.cluster.local';

test('a server name contains port, subset and host', () => {
  expect(sniName({ port: 9080, subset: 'v2', host })).toBe('outbound_.9080_.v2_.reviews.default.svc.cluster.local');
});

test('the default subset has an empty name', () => {
  expect(sniName({ port: 9080, host })).toBe('outbound_.9080_._.reviews.default.svc.cluster.local');
});
