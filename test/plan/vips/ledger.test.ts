/** @module Tests which services get virtual addresses, and that they keep them. */
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as fc from 'fast-check';
import {
  type Cluster,
  GatewayAddress,
  Mesh,
  type MeshPlan,
  SniAddressing,
  VipLedger,
  type VipLedgerProps,
} from '../../../lib';
import { codesOf, issuesOf } from '../../support/issues';

const HEADER = '# Virtual addresses of services. Commit it, and keep the lines of both sides when branches merge.';
const TCP = { tcp: { port: 5432, protocol: 'TCP' } } as const;

/** Plans TCP services in west, which web calls from east, with a ledger. */
function planned(names: readonly string[], vips: VipLedger, name = 'shop'): MeshPlan {
  const mesh = new Mesh(name);
  const [east, west] = clusters(mesh);
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  for (const service of names) web.calls(mesh.addService(service, { ports: TCP, versions: { v1: [west] } }));
  return mesh.plan(new SniAddressing({ vips }));
}

function clusters(mesh: Mesh): readonly [Cluster, Cluster] {
  const add = (name: string, n: number): Cluster =>
    mesh.addCluster(name, { gateway: GatewayAddress.parse(`192.0.2.${n}`) });
  return [add('east', 1), add('west', 2)];
}

/** Plans services with the ledger of a text, and returns the new text of the ledger. */
function next(text: string, names: readonly string[], props: VipLedgerProps = {}): string {
  const vips = VipLedger.parse(text, props);
  planned(names, vips);
  return vips.toText();
}

const lines = (text: string): readonly string[] => text.split('\n').slice(1, -1);
const addresses = (text: string): ReadonlyMap<string, string> =>
  new Map(lines(text).map((line) => line.split(': ') as [string, string]));

test('a service that is called across clusters gets an address, and the ledger gets a line', () => {
  const vips = VipLedger.parse('');
  const [plan] = planned(['db'], vips).clusters;
  const [address = ''] =
    plan?.services.find(({ service }) => service.name === 'db')?.serviceEntry?.spec.addresses ?? [];
  expect(address).toMatch(/^240\.0\.\d+\.\d+$/);
  expect(vips.toText()).toBe(`${HEADER}\ndefault/db: ${address}\n`);
});

test('a service with only HTTP ports, or only in its caller’s cluster, gets no address', () => {
  const mesh = new Mesh('shop');
  const [east, west] = clusters(mesh);
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  web.calls(mesh.addService('cart', { port: 80, versions: { v1: [west] } }));
  web.calls(mesh.addService('db', { ports: TCP, versions: { v1: [east] } }));
  const vips = VipLedger.parse('');
  const cart = mesh
    .plan(new SniAddressing({ vips }))
    .for(east)
    .services.find(({ service }) => service.name === 'cart');
  expect(cart?.serviceEntry).toBeDefined();
  expect(cart?.serviceEntry?.spec.addresses).toBeUndefined();
  expect(vips.toText()).toBe(`${HEADER}\n`);
});

test('services keep their addresses when other services come and go', () => {
  const first = next('', ['db', 'queue']);
  const second = next(first, ['cache', 'db']);
  expect(addresses(second).get('default/db')).toBe(addresses(first).get('default/db'));
  expect(lines(second)[2]).toBe(`${lines(first)[1] ?? ''} freed 1`);
});

test('a service that comes back gets its address back', () => {
  const first = next('', ['db', 'queue']);
  expect(next(next(first, ['db']), ['db', 'queue'])).toBe(first);
});

test('a freed address goes to another service only after reuseAfter generations', () => {
  const props = { pool: '240.0.0.0/30', reuseAfter: 2 }; // two addresses
  const freed = next(next('', ['a', 'b'], props), ['a'], props);
  expect(lines(freed)).toEqual([
    expect.stringMatching(/^default\/a: /),
    expect.stringMatching(/^default\/b: .* freed 1$/),
  ]);
  const plan = (text: string, names: readonly string[]) => (): unknown => planned(names, VipLedger.parse(text, props));
  expect(issuesOf(plan(freed, ['a', 'c'])).map(({ code, what }) => `${code} ${what}`)).toEqual([
    'MC104 The VIP ledger must have an address for service "default/c", but no address of 240.0.0.0/30 is left.',
  ]);
  const later = next(freed, [], props);
  expect(lines(later)[0]).toMatch(/ freed 2$/);
  expect(codesOf(plan(later, ['c', 'd']))).toEqual(['MC104', 'MC104']);
  const old = later.replace('freed 2', 'freed 3');
  expect(lines(next(old, ['c'], props)).map((line) => line.replace(/: .*?( |$)/, ' '))).toEqual([
    'default/a freed 3',
    'default/c ',
  ]);
});

test('the same ledger and services give the same addresses, in any order and repeatedly', () => {
  let kept = 0;
  const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'));
  const props = { pool: '240.0.0.0/27', reuseAfter: 3 };
  fc.assert(
    fc.property(fc.array(names, { minLength: 1, maxLength: 8 }), (history) => {
      let text = '';
      const before = new Map<string, string>();
      for (const present of history) {
        const after = next(text, present, props);
        expect(next(text, present.toReversed(), props)).toBe(after);
        expect(next(after, present, props)).toBe(after);
        const now = addresses(after);
        expect(new Set([...now.values()].map((value) => value.replace(/ .*/, ''))).size).toBe(now.size);
        for (const name of present) {
          const key = `default/${name}`;
          expect(now.get(key)).toBe(before.get(key) ?? now.get(key));
          kept += before.has(key) ? 1 : 0;
          expect(now.get(key)).toMatch(/^240\.0\.0\.\d+$/);
        }
        before.clear();
        for (const [key, value] of now) before.set(key, value.replace(/ .*/, ''));
        text = after;
      }
    }),
    { numRuns: 100 },
  );
  expect(kept).toBeGreaterThan(50);
});

test('two branches that add different services give them different addresses, and both lines form a ledger', () => {
  const base = next('', ['db']);
  const [mine, theirs] = [next(base, ['cache', 'db']), next(base, ['db', 'queue'])];
  const merged = [...new Set([...lines(mine), ...lines(theirs)])].join('\n');
  expect(lines(next(merged, ['cache', 'db', 'queue']))).toEqual(merged.split('\n'));
});

test('if two branches add lines in the same place, a union merge by Git gives a valid ledger', () => {
  const base = next('', ['db']);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ledger-'));
  const files = [next(base, ['db', 'queue']), base, next(base, ['db', 'rabbit'])].map((text, index) => {
    const file = path.join(folder, `${index}`);
    fs.writeFileSync(file, text);
    return file;
  });
  const merged = execFileSync('git', ['merge-file', '--stdout', '--union', ...files], { encoding: 'utf8' });
  fs.rmSync(folder, { recursive: true });
  expect(next(merged, ['db', 'queue', 'rabbit'])).toBe(merged);
});

test('a ledger is MC106 for a second mesh, because its text would lack the addresses of the first', () => {
  const vips = VipLedger.parse('');
  planned(['a'], vips);
  expect(codesOf(() => planned(['b'], vips, 'market'))).toEqual(['MC106']);
});

test('a ledger can have comments and Windows line ends', () => {
  const text = '# mine\r\n\r\ndefault/db: 240.0.0.9\r\n';
  expect(lines(next(text, ['db']))).toEqual(['default/db: 240.0.0.9']);
});

test('a ledger that is planned twice starts from its text each time', () => {
  const vips = VipLedger.parse('');
  planned(['a'], vips);
  planned(['b'], vips);
  expect(lines(vips.toText()).map((line) => line.replace(/:.*/, ''))).toEqual(['default/b']);
});

test.each<[string, string, string, VipLedgerProps]>([
  [
    'MC101',
    'Line 2 of the VIP ledger must have the form "<namespace>/<service>: <address>", but is "<<<<<<< HEAD".',
    'default/a: 240.0.0.1\n<<<<<<< HEAD',
    {},
  ],
  [
    'MC101',
    'Line 1 of the VIP ledger must have the form "<namespace>/<service>: <address>", but is "default/a: 240.0.0.999".',
    'default/a: 240.0.0.999',
    {},
  ],
  [
    'MC101',
    'Line 1 of the VIP ledger must have the form "<namespace>/<service>: <address>", but is "default/a: 240.0.0.1 freed 0".',
    'default/a: 240.0.0.1 freed 0',
    {},
  ],
  [
    'MC102',
    'Line 1 of the VIP ledger must have an address inside 240.0.0.0/16 that is not its first or last, but is "default/a: 240.1.0.1".',
    'default/a: 240.1.0.1',
    {},
  ],
  [
    'MC102',
    'Line 1 of the VIP ledger must have an address inside 240.0.0.0/16 that is not its first or last, but is "default/a: 240.0.0.0".',
    'default/a: 240.0.0.0',
    {},
  ],
  [
    'MC103',
    'Line 2 of the VIP ledger must not repeat service "default/a", but is "default/a: 240.0.0.2".',
    'default/a: 240.0.0.1\ndefault/a: 240.0.0.2',
    {},
  ],
  [
    'MC103',
    'Line 2 of the VIP ledger must not repeat the address of "default/a", but is "default/b: 240.0.0.1 freed 1".',
    'default/a: 240.0.0.1\ndefault/b: 240.0.0.1 freed 1',
    {},
  ],
  ['MC100', '"reuseAfter" of the VIP ledger must be an integer from 1 to 2147483647, but is 0.', '', { reuseAfter: 0 }],
  ...[
    '240.0.0.0',
    '240.0.0.0/31',
    '240.0.0.1/16',
    '10.0.0.0/16',
    '240.240.0.0/16',
    '240.0.0.0/8',
    '240.240.8.0/24',
    '240.0.0.0/99',
    '',
  ].map((pool): [string, string, string, VipLedgerProps] => [
    'MC100',
    `"pool" of the VIP ledger must be a range of at least /30 inside 240.0.0.0/4 and outside 240.240.0.0/16, but is "${pool}".`,
    '',
    { pool },
  ]),
])('fails with %s %s', (code, message, text, props) => {
  const issues = issuesOf(() => planned(['db'], VipLedger.parse(text, props)));
  expect(issues.map((issue) => [issue.code, issue.what])).toEqual([[code, message]]);
});

test('fails with MC101 for a text that is not a string, and with MC035 for vips that are not a ledger', () => {
  const parse: unknown = Reflect.get(VipLedger, 'parse');
  const parsed = (value: unknown): VipLedger =>
    typeof parse === 'function' ? (Reflect.apply(parse, VipLedger, [value]) as VipLedger) : VipLedger.parse('');
  expect(codesOf(() => planned(['db'], parsed(undefined)))).toEqual(['MC101']);
  // @ts-expect-error a text is not a ledger
  expect(codesOf(() => planned(['db'], 'default/db: 240.0.0.1'))).toEqual(['MC035']);
});

test('fails with MC105 for TCP across clusters without a ledger, but not within a cluster', () => {
  const mesh = new Mesh('shop');
  const [east, west] = clusters(mesh);
  const web = mesh.addService('web', { port: 80, versions: { v1: [east] } });
  web.calls(mesh.addService('db', { ports: TCP, versions: { v1: [west] } }));
  const cache = mesh.addService('cache', { ports: TCP, versions: { v1: [east], v2: [west] } });
  web.calls(cache);
  cache.addTcpRoute([{ to: [{ version: 'v1' }] }]);
  expect(issuesOf(() => mesh.plan(new SniAddressing())).map(({ code, what }) => [code, what])).toEqual([
    [
      'MC105',
      'Service "db" is called across clusters at port 5432 (TCP), so the scheme must have "vips", but has none.',
    ],
  ]);
});
