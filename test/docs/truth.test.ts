/** @module Tests that docs/truth.md shows the saved results of the comparison with Istio's control plane. */
import * as fs from 'node:fs';
import { pageWithTruth, TRUTH_PAGE } from '../../docs/truth';
import { readResults, type Results } from '../istio-oracle/results';

const page = fs.readFileSync(TRUTH_PAGE, 'utf8');
const RUN = { date: '2026-11-28', configurations: 600, requests: 59_000, disagreements: 0, crashes: 4 };
const RESULTS: Results = {
  runs: [
    { ...RUN, seed: 7 },
    { ...RUN, seed: 8, disagreements: 2 },
  ],
  features: {
    Gateway: { present: 2000, decided: 1500 },
    'Gateway.servers.tls.mode=SIMPLE': { present: 120, decided: 110 },
    Sidecar: { present: 90, decided: 80 },
  },
};

test('the numbers are what `npm run docs` writes from the results', () => {
  expect(page).toBe(pageWithTruth(page, readResults()));
});

test('the runs are summed up, and each kind and field is a row', () => {
  const written = pageWithTruth(page, RESULTS);
  expect(written).toContain(
    "Compared on 2026-11-28: 118,000 requests in 1,192 meshes, those of the seeds 7 and 8. Requests with another outcome than Istio's: 2. Meshes that made Istio's control plane crash: 8.",
  );
  expect(written).toMatch(/\| Gateway +\| +2,000 \| +1,500 \|\n\| Sidecar +\| +90 \| +80 \|\n\n/);
  expect(written).toMatch(
    /### Gateway\n\n.*\n.*\n\| `servers.tls.mode=SIMPLE` +\| +120 \| +110 \|\n\n<!-- end of fields/,
  );
});
