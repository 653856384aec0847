/** @module Tests that docstrings name message codes, all of them and no others. */
import * as path from 'node:path';
import { MESSAGES } from '../../lib/messages';
import { codesIn, documentedCodes, undocumented } from '../support/docstrings';
import { filesUnder } from '../support/manifests';

test('every code in a docstring is in a catalogue, and every code of a catalogue is in a docstring', () => {
  const documented = documentedCodes();
  expect(documented).toContain('MC001');
  expect([...documented].filter((code) => !(code in MESSAGES))).toEqual([]);
  expect(Object.keys(MESSAGES).filter((code) => !documented.has(code))).toEqual([]);
});

test('no code is in two catalogues, and lib/messages.ts has every catalogue', () => {
  const catalogues = [...filesUnder(path.join(__dirname, '../../lib'))].filter(([file]) =>
    file.endsWith('/messages.ts'),
  );
  const codes = catalogues.flatMap(([, text]) => [...text.matchAll(/^ {2}(MC\d{3}): /gm)].map(([, code]) => code));
  expect(codes.length).toBeGreaterThan(50);
  expect(codes.toSorted()).toEqual(Object.keys(MESSAGES).toSorted());
});

test.each([
  ['(MC014 to MC016)', ['MC014', 'MC015', 'MC016']],
  ['MC009, and MC098\n * to MC101', ['MC009', 'MC098', 'MC099', 'MC100', 'MC101']],
])('the codes in %j are %j', (text, codes) => {
  expect(codesIn(text)).toEqual(codes);
});

test.each([
  ['MC021', '"locality" of cluster "east" must be a region', []],
  ['MC022', '"locality" of cluster "east" must be a region', ['MC022 of "locality"']],
  ['MC005', '"versions.v1[0]" of service "cart" must be another cluster', []],
  ['MC007', '"ports.db" of service "cart" must have at least one version', ['MC007 of "ports"']],
  ['MC035', '"locality" of cluster "east" must not be null', []],
  ['MC022', 'A gateway address must be an IP address', []],
])('of %s for %s, docstrings lack %j', (code, what, lacking) => {
  expect(undocumented([{ code, what }])).toEqual(lacking);
});
