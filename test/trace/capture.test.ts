/** @module Tests the annotations that keep requests from the sidecars of Pods. */
import { trace } from '../../lib/trace';
import { answers, deployment, istio, type Kube, meshOf, policy, service } from '../support/traced';

const PREFIX = 'traffic.sidecar.istio.io/';
const annotated = (app: string, annotations: Readonly<Record<string, string>>): Kube =>
  deployment(app, 'v1', {
    annotations: Object.fromEntries(Object.entries(annotations).map(([key, value]) => [PREFIX + key, value])),
  });
const nowhere = istio('VirtualService', 'reviews', { hosts: ['reviews'], http: [{ directResponse: { status: 418 } }] });
const strict = policy('PeerAuthentication', 'strict', { mtls: { mode: 'STRICT' } });
const nobody = policy('AuthorizationPolicy', 'nobody', {});
const plain = istio('DestinationRule', 'plain', {
  host: 'reviews',
  trafficPolicy: { tls: { mode: 'DISABLE' } },
});

test.each<[Readonly<Record<string, string>>, boolean]>([
  [{ excludeOutboundPorts: '9080' }, true],
  [{ excludeOutboundPorts: '80, 9080' }, true],
  [{ excludeOutboundPorts: '80' }, false],
  [{ excludeOutboundPorts: '9080', includeOutboundPorts: '9080' }, true],
  [{ includeOutboundPorts: '80' }, false],
  [{ includeOutboundIPRanges: '' }, true],
  [{ includeOutboundIPRanges: '', includeOutboundPorts: '9080' }, false],
  [{ excludeOutboundIPRanges: '0.0.0.0/0' }, true],
])('%j: requests of the Pods go past rules and mutual TLS: %s', (annotations, isPast) => {
  const objects = [service('reviews'), annotated('web', annotations), deployment('reviews', 'v1')];
  const to = 'http://reviews:9080/';
  const ask = (more: Kube): readonly string[] => answers(meshOf({ cluster1: [...objects, more] }), {}, to);
  expect(ask(nowhere)).toEqual([isPast ? '1 cluster1/reviews-v1' : '1 418']);
  expect(ask(strict)).toEqual([isPast ? '1 0' : '1 cluster1/reviews-v1']);
});

test.each<[Readonly<Record<string, string>>, boolean]>([
  [{ excludeInboundPorts: '9080' }, true],
  [{ excludeInboundPorts: '80' }, false],
  [{ includeInboundPorts: '80' }, true],
  [{ includeInboundPorts: '80,9080' }, false],
  [{ includeInboundPorts: '' }, true],
  [{ includeInboundPorts: '*', excludeInboundPorts: '9080' }, true],
  [{ includeInboundPorts: '9080', excludeInboundPorts: '9080' }, false],
])('%j: the Pods take what comes, without policies, and no mutual TLS: %s', (annotations, isPast) => {
  const objects = [service('reviews'), deployment('web', 'v1'), annotated('reviews', annotations)];
  const ask = (...more: readonly Kube[]): readonly string[] => answers(meshOf({ cluster1: [...objects, ...more] }));
  expect(ask()).toEqual([isPast ? '1 503 UF' : '1 cluster1/reviews-v1']);
  expect(ask(plain, nobody)).toEqual([isPast ? '1 cluster1/reviews-v1' : '1 403']);
  expect(ask(plain, strict)).toEqual([isPast ? '1 cluster1/reviews-v1' : '1 503 UC']);
});

test('the trace says what goes past a sidecar', () => {
  const texts = (to: string, web: object, reviews: object): readonly (string | undefined)[] => {
    const pods = [annotated('web', { ...web }), annotated('reviews', { ...reviews })];
    const [outcome] = trace(meshOf({ cluster1: [service('reviews'), ...pods] }), { from: 'cluster1/web', to });
    return [...(outcome?.hops ?? []).map(({ text }) => text).filter((text) => text.includes('past')), outcome?.fix];
  };
  const to = 'http://reviews:9080/';
  const said = 'none, because port 9080 goes past the sidecar';
  expect(texts(to, { excludeOutboundPorts: '9080' }, {})).toEqual([said, undefined]);
  expect(texts(to, {}, { excludeInboundPorts: '9080' })).toEqual([
    said,
    'Correct the annotation of the Pods that keeps the port from their sidecar, or set tls.mode to DISABLE in the DestinationRule of the caller.',
  ]);
});
