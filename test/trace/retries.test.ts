/** @module Tests how requests are sent again after failures. */
import { sharesOf } from '../../lib/trace/upstream/tries';
import { sharesOfMany } from '../../lib/trace/upstream/tries-of-many';
import { answers, deployment, istio, type Kube, meshOf } from '../support/traced';

/** A host whose first endpoint is that of a cluster without a gateway, or whose gateway answers with a status. */
const asked = (
  retries: object,
  gateway: readonly Kube[] = [],
  addresses = ['192.0.2.1', '192.0.2.9'],
): readonly string[] => {
  const caller = [
    deployment('web', 'v1'),
    istio('ServiceEntry', 'x', {
      hosts: ['x.global'],
      addresses: ['240.0.0.1'],
      resolution: 'STATIC',
      ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
      endpoints: addresses.map((address) =>
        address === '192.0.2.9' ? { address } : { address, labels: { cluster: 'far' } },
      ),
    }),
    istio('VirtualService', 'x', {
      hosts: ['x.global'],
      http: [{ retries, route: [{ destination: { host: 'x.global' } }] }],
    }),
  ];
  const all = answers(
    meshOf({ cluster1: caller, far: [deployment('cart', 'v1'), ...gateway] }),
    {},
    'http://x.global/',
    'cluster1/web-v1',
  );
  return [...all].sort();
};

const answering = (status: number): readonly Kube[] => [
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'istio-ingressgateway', namespace: 'istio-system' },
    spec: {
      selector: { istio: 'ingressgateway' },
      ports: [{ name: 'http', port: 80, targetPort: 8080 }],
      loadBalancerIP: '192.0.2.1',
    },
  },
  istio('Gateway', 'g', {
    selector: { istio: 'ingressgateway' },
    servers: [{ port: { number: 80, protocol: 'HTTP', name: 'h' }, hosts: ['*'] }],
  }),
  istio('VirtualService', 'v', { hosts: ['*'], gateways: ['g'], http: [{ directResponse: { status } }] }),
];

test.each([-1, 0, 1.5])('%d attempts are no retries', (attempts) => {
  expect(asked({ attempts })).toEqual(['0.5 200', '0.5 503 UF']);
});

test('more attempts than anyone can count reach an endpoint that answers', () => {
  expect(asked({ attempts: 2147483647 })).toEqual(['1 200']);
});

test('if no endpoint answers, the attempts come to an end', () => {
  expect(asked({ attempts: 2147483647 }, [], ['192.0.2.1', '192.0.2.2'])).toEqual(['0.5 503 UF', '0.5 503 UF']);
});

test.each([
  ['503', 503],
  ['connect-failure,retriable-status-codes, 503', 503],
  ['retriable-4xx', 409],
  ['gateway-error', 504],
])('a response is a reason for a retry, by %s', (retryOn, status) => {
  expect(asked({ attempts: 1, retryOn }, answering(status))).toEqual(['1 200']);
});

test.each([
  ['503', 502],
  ['509', 509],
  ['retriable-status-codes', 503],
  ['connect-failure', 503],
])('a response is no reason for a retry, by %s after %d', (retryOn, status) => {
  expect(asked({ attempts: 1, retryOn }, answering(status))).toEqual(['0.5 200', `0.5 ${status}`]);
});

test.each([
  ['503', ['0.5 200', '0.5 503 UF']],
  ['refused-stream', ['0.5 200', '0.5 503 UF']],
  ['reset-before-request', ['1 200']],
])('retries by %s after a connection that cannot be opened', (retryOn, wanted) => {
  expect(asked({ attempts: 1, retryOn })).toEqual(wanted);
});

describe('the shares of endpoints', () => {
  const groups = [
    { hosts: 1, weight: 0.5, failing: 1 },
    { hosts: 1, weight: 0.3, failing: 0.5 },
    { hosts: 2, weight: 0.1, failing: 1 },
  ];
  const close = (all: readonly { tried: number; last: number }[]): readonly unknown[] =>
    all.map(({ tried, last }) => ({
      tried: expect.closeTo(tried, 9) as unknown,
      last: expect.closeTo(last, 9) as unknown,
    }));

  test('are those of all orders of tries', () => {
    const [first, second] = groups;
    if (first === undefined || second === undefined) throw new Error('there are groups');
    // the first try, and the second one after a failure at the other one
    const [one, other] = [5 / 8, 3 / 8];
    expect(sharesOf([first, second], 1)).toEqual(
      close([
        { tried: one + other / 2, last: other / 2 },
        { tried: other + one, last: one },
      ]),
    );
  });

  test('that are alike are the same together and apart', () => {
    const [first, second, third] = groups;
    if (first === undefined || second === undefined || third === undefined) throw new Error('there are groups');
    const [, , together] = sharesOf(groups, 2);
    const apart = { ...third, hosts: 1 };
    const [, , half] = sharesOf([first, second, apart, apart], 2);
    expect(half?.last).toBeCloseTo((together?.last ?? 0) / 2);
  });

  test.each([0, 1, 2, 3, 4, 9])('of many are the same as of few, with %d retries', (attempts) => {
    expect(sharesOfMany(groups, attempts)).toEqual(close(sharesOf(groups, attempts)));
  });

  test.each([10, 2147483647])('are found in time for many endpoints that differ, with %d retries', (attempts) => {
    const many = Array.from({ length: 60 }, (_, index) => ({ hosts: 1, weight: index + 1, failing: 1 }));
    const start = Date.now();
    expect(sharesOf(many, attempts).reduce((sum, { last }) => sum + last, 0)).toBeCloseTo(1, 9);
    expect(Date.now() - start).toBeLessThan(2000);
  });
});
