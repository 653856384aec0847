/** @module Tests the patches of Kustomize's overlays. */
import { mergePatch } from './merge-patch';

test('a merge patch has what is changed, added and removed, and whole lists', () => {
  const from = { spec: { hosts: ['a', 'b'], port: { name: 'tls', number: 1 }, same: { a: 1 } }, old: 1 };
  const to = { spec: { hosts: ['a'], port: { name: 'tls', number: 2 }, same: { a: 1 } }, new: { b: null } };
  expect(mergePatch(from, to)).toEqual({ old: null, spec: { hosts: ['a'], port: { number: 2 } }, new: { b: null } });
});

test('there is no patch for equal objects', () => {
  expect(mergePatch({ spec: { hosts: ['a'] } }, { spec: { hosts: ['a'] } })).toEqual({});
});
