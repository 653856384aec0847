/** @module Tests wrong options of schemes and ledgers that no compiler has checked. */
import { Article2019, Mesh, type MeshPlanner, SniAddressing, VipLedger } from '../../../lib';
import { formatIssue } from '../../../lib/errors';
import { issuesOf } from '../../support/issues';

/** The issues of an empty mesh under a scheme. */
function plan(scheme: unknown): readonly string[] {
  const mesh = new Mesh('shop');
  return issuesOf(() => Reflect.apply(mesh.plan.bind(mesh), mesh, [scheme])).map(formatIssue);
}

function made(scheme: new (...args: never[]) => MeshPlanner<unknown>, options: unknown): readonly string[] {
  return plan(Reflect.construct(scheme, [options]));
}

test.each<[string, unknown]>([
  ['MC035 The options of SniAddressing must be an object, but are null.', null],
  ['MC035 The options of SniAddressing must be an object, but are "x".', 'x'],
  ['MC035 SniAddressing has an unknown option "domian".', { domian: 'x' }],
  ['MC035 "domain" of SniAddressing must have a value, but is null.', { domain: null }],
  ['MC035 "vips" of SniAddressing must have a value, but is null.', { vips: null }],
  [
    'MC033 "domain" of SniAddressing must be a DNS name (labels of lower-case letters, digits and "-", joined by ".", each of at most 63 characters, and the last not a number), but is Symbol(a). Choose a name such as "cart" or "mesh.internal". (test/plan/scheme/options.test.ts:13)',
    { domain: Symbol('a') },
  ],
])('fails with %s', (message, options) => {
  expect(made(SniAddressing, options)).toEqual([expect.stringContaining(message)]);
});

test.each<[string, unknown]>([
  ['MC035 The options of Article2019 must be an object, but are missing.', undefined],
  ['MC035 The options of Article2019 must be an object, but are null.', null],
  ['MC035 "vips" of Article2019 must be a Map, but is missing.', {}],
  ['MC035 "vips" of Article2019 must have a value, but is null.', { vips: null }],
  ['MC035 "vips" of Article2019 must be a Map, but is [].', { vips: [] }],
  ['MC035 Article2019 has an unknown option "vip".', { vips: new Map(), vip: 1 }],
  [
    'MC009 The keys of "vips" must be services of mesh "shop", but one is null.',
    { vips: new Map([[null, '240.0.0.1']]) },
  ],
])('fails with %s', (message, options) => {
  expect(made(Article2019, options)).toEqual([expect.stringContaining(message)]);
});

test.each<[string, unknown]>([
  ['MC035 The options of the VIP ledger must be an object, but are null.', null],
  ['MC035 The options of the VIP ledger must be an object, but are 5.', 5],
  ['MC035 The VIP ledger has an unknown option "pol". Did you mean "pool"?', { pol: '240.1.0.0/16' }],
  ['MC035 "pool" of the VIP ledger must have a value, but is null.', { pool: null }],
  ['MC100 "reuseAfter" of the VIP ledger must be an integer from 1 to 2147483647, but is 5n.', { reuseAfter: 5n }],
])('fails with %s', (message, options) => {
  const vips: unknown = Reflect.apply(VipLedger.parse.bind(VipLedger), VipLedger, ['', options]);
  expect(made(SniAddressing, { vips })).toEqual([expect.stringContaining(message)]);
});
