/** @module Tests that the results of comparisons add up. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { temporaryFolder } from '../support/written';
import { readResults, saveRun } from './results';

const RUN = { date: '2026-11-28', configurations: 1, requests: 10, disagreements: 0, crashes: 0 };

let folder = '';
let file = '';
beforeEach(() => {
  folder = temporaryFolder();
  file = path.join(folder, 'results.json');
});
afterEach(() => {
  fs.rmSync(folder, { recursive: true });
});

test('runs are kept in the order of their seeds, and their counts are added', () => {
  expect(readResults(file)).toEqual({ runs: [], features: {} });
  saveRun({ ...RUN, seed: 2 }, { Sidecar: { present: 3, decided: 1 }, Gateway: { present: 1, decided: 0 } }, file);
  saveRun({ ...RUN, seed: 1 }, { Sidecar: { present: 4, decided: 2 } }, file);
  expect(readResults(file)).toEqual({
    runs: [
      { ...RUN, seed: 1 },
      { ...RUN, seed: 2 },
    ],
    features: { Gateway: { present: 1, decided: 0 }, Sidecar: { present: 7, decided: 3 } },
  });
});

test('meshes are counted once', () => {
  saveRun({ ...RUN, seed: 1 }, {}, file);
  expect(() => {
    saveRun({ ...RUN, seed: 1 }, {}, file);
  }).toThrow('The meshes of seed 1 have been counted.');
});
