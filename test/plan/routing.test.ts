/** @module Tests rules for callers in one cluster, and rules that no request can reach. */
import { SniAddressing, StringMatch } from '../../lib';
import { threeClusters } from '../support/meshes';

const jason = { headers: { 'end-user': StringMatch.exact('jason') } };
const v1 = [{ version: 'v1' }] as const;
const v2 = [{ version: 'v2' }] as const;
const v3 = [{ version: 'v3' }] as const;

test('a cluster gets only the rules for its callers, and only the endpoints and subsets of these rules', () => {
  const { mesh, a, b, c, cart } = threeClusters();
  cart.addRoute([{ from: [a], match: [jason], to: v3 }, { from: [a, a], to: v1 }, { to: v2 }]);
  const plan = mesh.plan(new SniAddressing());
  const seen = [a, b, c].map((cluster) => {
    const { virtualService, serviceEntry, globalDestinationRule } = plan.for(cluster).of(cart);
    return {
      http: virtualService?.spec.http?.map(({ match = [], route = [] }) => [
        match.length,
        route[0]?.destination.subset,
      ]),
      endpoints: serviceEntry?.spec.endpoints?.map(({ address }) => address),
      subsets: globalDestinationRule?.spec.subsets?.map(({ name }) => name),
      admits: plan.for(cluster).gateway?.spec.servers?.[0]?.hosts,
    };
  });
  const admits = ['default/cart.default.svc.cluster.local'];
  expect(seen).toEqual([
    // in a, the last rule is behind a's default rule, so a needs no subset v2; b sends requests to v2
    {
      http: [
        [1, 'v3'],
        [0, 'v1'],
      ],
      endpoints: ['192.0.2.2', '192.0.2.1'],
      subsets: ['v1', 'v3'],
      admits,
    },
    { http: [[0, 'v2']], endpoints: ['192.0.2.0'], subsets: ['v2'], admits },
    { http: undefined, endpoints: undefined, subsets: undefined, admits },
  ]);
});

test('a version with callers only in its own cluster is not exposed', () => {
  const { mesh, a, b, c, cart } = threeClusters();
  cart.addRoute([
    { from: [a], to: v2 },
    { from: [b], to: v3 },
  ]);
  const plan = mesh.plan(new SniAddressing());
  expect([a, b, c].map((cluster) => plan.for(cluster).gateway)).toEqual([undefined, undefined, undefined]);
  expect([a, b].map((cluster) => plan.for(cluster).of(cart).serviceEntry)).toEqual([undefined, undefined]);
});

test('a direct response needs no endpoints, and a mirror needs the endpoints of its version', () => {
  const { mesh, a, b, cart } = threeClusters();
  cart.addRoute([
    { from: [a], directResponse: { status: 503 } },
    { to: v3, mirrors: [{ version: 'v2', percentage: 5 }] },
  ]);
  const plan = mesh.plan(new SniAddressing());
  expect(plan.for(a).of(cart)).toMatchObject({ serviceEntry: undefined, globalDestinationRule: undefined });
  expect(plan.for(a).of(cart).virtualService?.spec.http).toEqual([{ directResponse: { status: 503 } }]);
  expect(plan.for(b).of(cart).virtualService?.spec.http).toEqual([
    {
      route: [{ destination: { host: 'cart.default.svc.cluster.local', subset: 'v3' } }],
      mirrors: [{ destination: { host: 'cart.default.global', subset: 'v2' }, percentage: { value: 5 } }],
    },
  ]);
  expect([a, b].map((cluster) => plan.for(cluster).gateway !== undefined)).toEqual([true, false]);
});

test('after a rule for one cluster, that cluster gets the rule for all without the matches that it hides', () => {
  const { mesh, a, b, cart } = threeClusters();
  const get = { method: StringMatch.exact('GET') };
  cart.addRoute([{ from: [a], match: [jason], to: v3 }, { match: [jason, get], to: v2 }, { to: v1 }]);
  const plan = mesh.plan(new SniAddressing());
  const matches = [a, b].map((cluster) =>
    plan
      .for(cluster)
      .of(cart)
      .virtualService?.spec.http?.map(({ match }) => match),
  );
  const [spec, getSpec] = [{ headers: { 'end-user': { exact: 'jason' } } }, { method: { exact: 'GET' } }];
  expect(matches).toEqual([
    [[spec], [getSpec], undefined],
    [[spec, getSpec], undefined],
  ]);
});
