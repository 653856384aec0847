/** @module Tests that workloads with one name in several namespaces are told apart. */
import { trace } from '../../lib/testing';
import { deployment, istio, type Kube, meshOf, service } from '../support/traced';
import { issuesOf } from '../support/issues';

const inOther = { namespace: 'other' };
const carts: readonly Kube[] = [
  service('cart'),
  deployment('cart', 'v1'),
  service('cart', {}, {}, inOther),
  deployment('cart', 'v1', {}, inOther),
];
const mesh = meshOf({ cluster1: [deployment('web', 'v1'), ...carts] });
const to = (namespace: string): { readonly from: string; readonly to: string } => ({
  from: 'cluster1/web',
  to: `http://cart.${namespace}:9080/`,
});

test('an outcome has the namespace of the workload', () => {
  expect(['default', 'other'].map((each) => trace(mesh, to(each))[0]?.namespace)).toEqual(['default', 'other']);
});

test('shares name it', () => {
  for (const namespace of ['default', 'other']) {
    expect(mesh).toRoute(to(namespace), { [`cluster1/${namespace}/cart-v1`]: 1 });
    expect(mesh).not.toRoute(to(namespace), { [`cluster1/${namespace === 'other' ? 'default' : 'other'}/cart-v1`]: 1 });
  }
});

test('shares fail if they do not, and the name alone may be either', () => {
  expect(
    issuesOf(() => {
      expect(mesh).toRoute(to('other'), { 'cluster1/cart-v1': 1 });
    }).map(({ code, what, fix }) => `${code} ${what} ${fix}`),
  ).toEqual([
    'MC230 The workload "cluster1/cart-v1" of toRoute must be one workload, but it may be cluster1/default/cart-v1 or cluster1/other/cart-v1. Write its namespace, such as cluster1/shop/cart-v1.',
  ]);
});

test('a name that only one workload has needs no namespace, but may have it', () => {
  const alone = meshOf({ cluster1: [deployment('web', 'v1'), ...carts.slice(2)] });
  expect(alone).toRoute(to('other'), { 'cluster1/cart-v1': 1 });
  expect(alone).toRoute(to('other'), { 'cluster1/other/cart-v1': 1 });
  expect(alone).not.toRoute(to('other'), { 'cluster1/default/cart-v1': 1 });
});

test('a failure shows the namespace where it is not that of the caller', () => {
  const shown =
    (namespace: string): (() => void) =>
    () => {
      expect(mesh).toRefuse(to(namespace), 403);
    };
  expect(shown('other')).toThrow(/└─ 200 cluster1\/other\/cart-v1, as cart\.other:9080\/ \(100 %\)$/m);
  expect(shown('default')).toThrow(/└─ 200 cluster1\/cart-v1, as cart\.default:9080\/ \(100 %\)$/m);
});

test('of workloads with one name, that of the first namespace comes first', () => {
  const rules = istio('VirtualService', 'cart', {
    hosts: ['cart'],
    http: [
      {
        route: ['other', 'default'].map((each) => ({
          destination: { host: `cart.${each}.svc.cluster.local` },
          weight: 1,
        })),
      },
    ],
  });
  const outcomes = trace(meshOf({ cluster1: [deployment('web', 'v1'), ...carts, rules] }), to('default'));
  expect(outcomes.map(({ namespace }) => namespace)).toEqual(['default', 'other']);
});
