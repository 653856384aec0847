/** @module Tests wrong options of schemes and ledgers that no compiler has checked. */
import { Article2019, Mesh, type MeshPlanner, SniAddressing, VipLedger } from '../../lib';
import { formatIssue } from '../../lib/errors';
import { issuesOf } from '../support/issues';

/** The issues of an empty mesh under a scheme. */
function plan(scheme: unknown): readonly string[] {
  const mesh = new Mesh('shop');
  return issuesOf(() => Reflect.apply(mesh.plan.bind(mesh), mesh, [scheme])).map(formatIssue);
}

function made(scheme: new (...args: never[]) => MeshPlanner<unknown>, options: unknown): readonly string[] {
  return plan(Reflect.construct(scheme, [options]));
}

test.each<[string, unknown]>([
  ['MC035 options of SniAddressing is no plain object: got null', null],
  ['MC035 options of SniAddressing is no plain object: got "x"', 'x'],
  ['MC035 options of SniAddressing has an unknown property: got "domian"', { domian: 'x' }],
  ['MC035 "domain" in options of SniAddressing is null', { domain: null }],
  ['MC035 "vips" in options of SniAddressing is null', { vips: null }],
  ['MC033 domain of SniAddressing is not a DNS name: got Symbol(a)', { domain: Symbol('a') }],
])('fails with %s', (message, options) => {
  expect(made(SniAddressing, options)).toEqual([expect.stringContaining(message)]);
});

test.each<[string, unknown]>([
  ['MC035 options of Article2019 is no plain object: got undefined', undefined],
  ['MC035 options of Article2019 is no plain object: got null', null],
  ['MC035 vips of Article2019 is no Map: got undefined', {}],
  ['MC035 "vips" in options of Article2019 is null', { vips: null }],
  ['MC035 vips of Article2019 is no Map: got []', { vips: [] }],
  ['MC035 options of Article2019 has an unknown property: got "vip"', { vips: new Map(), vip: 1 }],
  ['MC009 a VIP is for no service of mesh "shop": got null', { vips: new Map([[null, '240.0.0.1']]) }],
])('fails with %s', (message, options) => {
  expect(made(Article2019, options)).toEqual([expect.stringContaining(message)]);
});

test.each<[string, unknown]>([
  ['MC035 options of VipLedger is no plain object: got null', null],
  ['MC035 options of VipLedger is no plain object: got 5', 5],
  ['MC035 options of VipLedger has an unknown property: got "pol"', { pol: '240.1.0.0/16' }],
  ['MC035 "pool" in options of VipLedger is null', { pool: null }],
  ['MC100 reuseAfter of the VIP ledger is bad: got 5n', { reuseAfter: 5n }],
])('fails with %s', (message, options) => {
  const vips: unknown = Reflect.apply(VipLedger.parse.bind(VipLedger), VipLedger, ['', options]);
  expect(made(SniAddressing, { vips })).toEqual([expect.stringContaining(message)]);
});
