/** @module Tests requests to IPv6 addresses. */
import { type Outcome, trace } from '../../lib/trace';
import { answer, deployment, istio, type Kube, meshOf, service } from '../support/traced';

const entry = (name: string, address: string, protocol: string): Kube =>
  istio('ServiceEntry', name, {
    hosts: [`${name}.example.com`],
    addresses: [address],
    resolution: 'STATIC',
    ports: [{ number: 9080, name: 'port', protocol }],
    endpoints: [{ address: 'fd00::99' }],
  });
const teapot = istio('VirtualService', 'web', {
  hosts: ['http.example.com'],
  http: [{ directResponse: { status: 418 } }],
});
const mesh = meshOf({
  cluster1: [
    deployment('web', 'v1'),
    deployment('reviews', 'v1'),
    service('reviews', {}, { clusterIP: 'fd00::1', clusterIPs: ['fd00::1', '10.0.0.7'] }),
    entry('http', 'fd00::a', 'HTTP'),
    entry('tcp', 'FD00:0::b', 'TCP'),
    teapot,
  ],
});
const asked = (to: string): readonly Outcome[] => trace(mesh, { from: 'cluster1/web', to });

test.each(['http://[fd00::1]:9080/', 'http://[FD00::1]:9080/', 'http://10.0.0.7:9080/'])(
  'a Service answers by each of its addresses, such as %s',
  (to) => {
    expect(asked(to).map(answer)).toEqual(['1 cluster1/reviews-v1']);
  },
);

test('the rules for a ServiceEntry hold for its address, as it is written but for case', () => {
  expect(asked('http://[FD00::A]:9080/').map(answer)).toEqual(['1 418']);
  expect(asked('http://[fd00:0::a]:9080/').map(answer)).toEqual(['1 200']);
});

test('connections without HTTP go to the ServiceEntry of the address, however it is written', () => {
  for (const to of ['tcp://[fd00::b]:9080', 'tcp://[fd00:0:0::B]:9080'])
    expect(asked(to).flatMap(({ hops }) => hops.map(({ text }) => text))).toContain('tcp.example.com:9080');
});

test('addresses stand in brackets before a port', () => {
  const texts = ['tcp://[fd00::b]:9080', 'tcp://[fd00::c]:9081'].flatMap((to) =>
    asked(to).flatMap(({ hops }) => hops.map(({ text }) => text)),
  );
  expect(texts).toEqual(
    expect.arrayContaining(['[fd00::99]:9080', 'no listener for [fd00::c]:9081, sent on unchanged']),
  );
});
