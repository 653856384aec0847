/** @module Tests rules for callers in one cluster, and rules that no request can reach. */
import { type Cluster, GatewayAddress, Mesh, type MeshService, SniAddressing, StringMatch } from '../../lib';
import { codesOf, issuesOf } from '../support/issues';
import { issuesOfRules } from '../support/rules';

interface Described {
  readonly mesh: Mesh;
  readonly a: Cluster;
  readonly b: Cluster;
  readonly c: Cluster;
  readonly cart: MeshService<'v1' | 'v2' | 'v3'>;
}

/** web runs in a and b, and calls cart. cart v1 runs in c, v2 in a, and v3 in b. */
function threeClusters(): Described {
  const mesh = new Mesh('shop');
  const [a, b, c] = ['a', 'b', 'c'].map((name, n) =>
    mesh.addCluster(name, { gateway: GatewayAddress.parse(`192.0.2.${n}`) }),
  );
  if (a === undefined || b === undefined || c === undefined) throw new Error('three clusters were added');
  const web = mesh.addService('web', { port: 80, versions: { v1: [a, b] } });
  const cart = mesh.addService('cart', { port: 80, versions: { v1: [c], v2: [a], v3: [b] } });
  web.calls(cart);
  return { mesh, a, b, c, cart };
}

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

test('a direct response needs no endpoints, and a mirror needs those of its version', () => {
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

test('fails with MC009 or MC042 for callers in a cluster of another mesh, in no cluster, or where nothing calls', () => {
  const { mesh, c, cart } = threeClusters();
  cart.addRoute([
    { from: [threeClusters().a], to: v1 },
    // @ts-expect-error at least one cluster
    { from: [], match: [jason], to: v1 },
    { from: [c], to: v1 },
    { to: v1 },
  ]);
  expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ code, what, got }) => [code, what, got])).toEqual([
    ['MC009', '"from" of rule 1 of route of "cart" is no cluster of mesh "shop"', 'Cluster "a"'],
    ['MC042', 'rule 2 of route of "cart" is for callers of no cluster', '[]'],
    ['MC042', 'Rule 3 for "cart" is for callers in "c", where nothing calls it.', 'Cluster "c"'],
  ]);
});

test('fails with MC015 for callers without a default rule', () => {
  const { mesh, a, cart } = threeClusters();
  cart.addRoute([
    { match: [jason], to: v1 },
    { from: [a], to: v1 },
  ]);
  expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ code, what }) => [code, what])).toEqual([
    ['MC015', 'The route of "cart" has no default rule for callers in "b".'],
  ]);
});

test('fails with MC016 or MC041 for a rule that is hidden in each cluster with its callers', () => {
  const { mesh, a, b, cart } = threeClusters();
  const get = { method: StringMatch.exact('GET') };
  cart.addRoute([
    { from: [a], to: v1 },
    { from: [b], match: [get], to: v2 },
    { from: [b], match: [{ ...get, ...jason }], to: v3 },
    { from: [b], to: v2 },
    { match: [jason], to: v3 },
    { from: [a], to: v1 },
  ]);
  expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ code, what }) => [code, what])).toEqual([
    ['MC041', 'Rule 3 for "cart" can never match: match 1 of rule 2 holds whenever it does.'],
    ['MC016', 'Rule 5 for "cart" is behind the default rule: rule 1 has no "match".'],
    ['MC016', 'Rule 6 for "cart" is behind the default rule: rule 1 has no "match".'],
  ]);
});

test.each([StringMatch.prefix('/'), StringMatch.regex('.*')])('a rule that matches every path is a default', (uri) => {
  expect(issuesOfRules([{ match: [{ uri }], to: v1 }])).toEqual([]);
  expect(issuesOfRules([{ match: [{ uri, port: 8080 }], to: v1 }, { to: v2 }])).toEqual([
    expect.objectContaining({
      code: 'MC016',
      what: expect.stringMatching(/: match 1 of rule 1 holds for every request\.$/),
    }),
  ]);
});

test('fails with MC041 for a rule that can never match, and names the rule that hides it', () => {
  const post = { method: StringMatch.exact('POST') };
  const longer = { uri: StringMatch.prefix('/a/b') };
  const rules = [
    { name: 'beta', match: [jason, { uri: StringMatch.prefix('/a') }], to: v1 },
    { match: [post, longer, post], to: v1 },
    { match: [longer, { ...jason, ...post }], to: v1 },
    { to: v1 },
  ];
  expect(issuesOfRules(rules).map(({ code, what }) => [code, what])).toEqual([
    ['MC041', 'Match 2 of rule 2 for "cart" can never match: match 2 of rule 1 ("beta") holds whenever it does.'],
    ['MC041', 'Match 3 of rule 2 for "cart" can never match: match 1 of rule 2 holds whenever it does.'],
    ['MC041', 'Rule 3 for "cart" can never match: match 2 of rule 1 ("beta") holds whenever it does.'],
  ]);
});

test('a rule that is hidden in only one cluster is valid', () => {
  const { mesh, a, cart } = threeClusters();
  cart.addRoute([{ from: [a], match: [jason], to: v3 }, { match: [jason], to: v2 }, { to: v1 }]);
  expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual([]);
});

test('the mistakes in a route that nothing calls are reported too', () => {
  const { mesh, cart } = threeClusters();
  cart.addRoute([{ to: v1 }]);
  const ads = mesh.addService('ads', { port: 80, versions: { v1: cart.clustersOf('v1') as [Cluster] } });
  ads.addRoute([]);
  expect(codesOf(() => mesh.plan(new SniAddressing()))).toEqual(['MC038', 'MC014']);
});
