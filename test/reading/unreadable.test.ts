/** @module Tests that getters of the user that throw are reported with their place, in everything that is passed. */
import { ClusterApp, GatewayAddress, Mesh, SniAddressing, VipLedger } from '../../lib';
import { isPlain, type Part } from '../../lib/reading';
import { issuesOf } from '../support/issues';
import { shop } from '../support/meshes';
import { readBox, TEST } from '../support/reading';
import { EVERY_ACTION } from '../support/rich-route';

interface Box {
  readonly size: number;
  readonly tags?: readonly string[];
  readonly sides?: Readonly<Record<string, number>>;
}

function fail(): never {
  throw new Error('boom');
}

/** A copy of an object or a list with a getter that throws. */
function throwing<T extends object>(name: string, rest: T): T {
  const copy = Array.isArray(rest) ? [...(rest as readonly unknown[])] : { ...rest };
  return Object.defineProperty(copy, name, { enumerable: true, get: fail }) as T;
}

function readAll(part: Part<Box>): readonly unknown[] {
  const { size, tags, sides } = part.options(['size', 'tags', 'sides']);
  return [
    size.integer(TEST.MC901, 0),
    tags.optional((each) => each.list('tags', 'tag').map((tag) => tag.text(TEST.MC902, () => true, 'be a text'))),
    sides.optional((each) => each.map().map(([key, side]) => [key, side.integer(TEST.MC901, 0)])),
    part.sound,
  ];
}

const FIX = 'Correct the getter, or pass a plain value.';
const MISSING = undefined as unknown as number;

test.each<[string, Box, string]>([
  ['an option', throwing('size', { size: MISSING }), '"size"'],
  ['an optional option', throwing('tags', { size: 1 }), '"tags"'],
  ['a name that the user chose', { size: 1, sides: throwing('left', { right: 1 }) }, '"sides.left"'],
  ['an item of a list', { size: 1, tags: throwing('0', ['a', 'b']) }, '"tags[0]"'],
])('a getter of %s that throws is one message, and the rest is read', (_, box, title) => {
  expect(readBox(box, readAll).said).toEqual([
    `MC189 ${title} of box "a" must be readable, but reading it throws Error: boom. ${FIX}`,
  ]);
});

test('what cannot be read at all is one message about the whole', () => {
  const box = new Proxy<Box>(
    { size: 1 },
    {
      ownKeys: () => {
        throw new TypeError('no\nkeys');
      },
    },
  );
  expect(readBox(box, readAll).said).toEqual([
    `MC189 Box "a" must be readable, but reading it throws TypeError: no keys. ${FIX}`,
  ]);
});

test('a getter runs once, so what it returns later does not matter', () => {
  let reads = 0;
  const box: Box = {
    get size() {
      return ++reads;
    },
  };
  expect(readBox(box, readAll)).toMatchObject({ answer: [1, undefined, undefined, { size: 1 }], said: [] });
  expect(reads).toBe(1);
});

test('fails with MC132 for a list that contains itself, and names such as "__proto__" are read', () => {
  const tags: unknown[] = [];
  tags.push(tags);
  const sides = Object.fromEntries([['__proto__', 1]]);
  expect(readBox({ size: 1, tags, sides } as unknown as Box, readAll).said).toEqual([
    'MC132 "tags[0]" of box "a" must not be a list or an object that it is in. Pass a copy without it. A manifest cannot contain itself.',
    expect.stringMatching(/^MC086 "sides.__proto__" of box "a" must have another name/),
  ]);
});

/** Copies of a value: each has one getter that throws, in the place of one of its options or items. */
function* broken(value: unknown): Generator {
  if (!Array.isArray(value) && !isPlain(value)) return;
  for (const [key, item] of Object.entries(value)) {
    const copy = (): object => (Array.isArray(value) ? [...(value as readonly unknown[])] : { ...value });
    yield Object.defineProperty(copy(), key, { enumerable: true, configurable: true, get: fail });
    for (const each of broken(item)) yield Object.assign(copy(), { [key]: each });
  }
}

const [plan] = shop().mesh.plan(new SniAddressing()).clusters;
/** Plans the shop with rules for cart. */
function shopWith(rules: never): void {
  const { mesh, cart } = shop();
  cart.addRoute(rules);
  mesh.plan(new SniAddressing());
}

const gateway = {
  addresses: [GatewayAddress.parse('192.0.2.1')],
  port: 15443,
  selector: { istio: 'a' },
  namespace: 'b',
};
const policy = { connectionPool: { tcp: { maxConnections: 1 } }, outlierDetection: { consecutive5xxErrors: 1 } };

test.each<[string, unknown, (mesh: Mesh, value: never) => unknown]>([
  [
    'a mesh',
    { leastPrivilege: true, namespaces: 'existing' },
    (_, value) => new Mesh('shop', value).plan(new SniAddressing()),
  ],
  ['a cluster', { locality: 'a', gateway }, (mesh, value) => mesh.addCluster('new', value)],
  [
    'a service',
    {
      port: 80,
      versions: { v1: ['not a cluster'] },
      namespace: 'a',
      trafficPolicy: policy,
      versionPolicies: { v1: policy },
      distribution: 'spread',
    },
    (mesh, value) => mesh.addService('new', value),
  ],
  [
    'an ingress gateway',
    { namespace: 'a', serviceAccountName: 'b' },
    (mesh, value) => mesh.addIngressGateway('new', value),
  ],
  ['SniAddressing', { domain: 'global' }, (mesh, value) => mesh.plan(new SniAddressing(value))],
  [
    'a VIP ledger',
    { pool: '240.1.0.0/16', reuseAfter: 1 },
    (mesh, value) => mesh.plan(new SniAddressing({ vips: VipLedger.parse('', value) })),
  ],
  [
    'ClusterApp',
    { name: 'a', plan, outdir: 'b', labels: { a: 'b' }, annotations: { a: 'b' } },
    (_, value) => new ClusterApp(value),
  ],
  [
    'rules',
    EVERY_ACTION,
    (_, value) => {
      shopWith(value);
    },
  ],
])('no getter in the options of %s gets out', (_, value, use) => {
  const all = [...broken(value)];
  expect(all.length).toBeGreaterThan(0);
  for (const each of all) {
    const { mesh } = shop();
    const issues = issuesOf(() => {
      use(mesh, each as never);
      mesh.plan(new SniAddressing());
    });
    expect(issues.map(({ code }) => code)).toContain('MC189');
  }
});
