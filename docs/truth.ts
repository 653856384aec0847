/**
 * `npm run docs`: writes the numbers of docs/truth.md from the saved results of the comparison with Istio's control plane.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { count } from '../test/bench/table';
import type { Counts } from '../test/istio-oracle/features';
import { readResults, type Results, type Run } from '../test/istio-oracle/results';
import { withPart } from './page-part';
import { table } from './page-table';

/** The page. It keeps what is outside of the markers. */
export const TRUTH_PAGE = path.join(__dirname, 'truth.md');

const NUMBERS = [
  '<!-- numbers: written by `npm run docs` from test/istio-oracle/results.json -->',
  '<!-- end of numbers -->',
] as const;
const FIELDS = [
  '<!-- fields: written by `npm run docs` from test/istio-oracle/results.json -->',
  '<!-- end of fields -->',
] as const;

/** A field or kind, and its counts. */
type Row = readonly [string, Counts];

/** The page with the numbers of these results. */
export function pageWithTruth(page: string, { runs, features }: Results): string {
  const rows = Object.entries(features);
  const kinds = rows.filter(([name]) => !name.includes('.'));
  const numbers = [summaryOf(runs), tableOf('Kind', kinds)];
  const fields = kinds.flatMap(([kind]) => sectionOf(kind, rows));
  return withPart(withPart(page, NUMBERS, numbers), FIELDS, fields);
}

function summaryOf(runs: readonly Run[]): string {
  const sum = (of: (run: Run) => number): string => count(runs.reduce((all, run) => all + of(run), 0));
  const list = (texts: readonly string[]): string => new Intl.ListFormat('en').format([...new Set(texts)]);
  const seeds = list(runs.map(({ seed }) => String(seed)));
  const dates = list(runs.map(({ date }) => date).sort());
  return [
    `Compared on ${dates}: ${sum((run) => run.requests)} requests in ${sum((run) => run.configurations - run.crashes)} meshes,`,
    `those of the seeds ${seeds}. Requests with another outcome than Istio's: ${sum((run) => run.disagreements)}.`,
    `Meshes that made Istio's control plane crash: ${sum((run) => run.crashes)}.`,
  ].join(' ');
}

function sectionOf(kind: string, rows: readonly Row[]): readonly string[] {
  const own = rows.filter(([name]) => name.startsWith(`${kind}.`));
  const named = own.map(([name, counts]): Row => [`\`${name.slice(kind.length + 1)}\``, counts]);
  return own.length === 0 ? [] : [`### ${kind}`, tableOf('Field', named)];
}

function tableOf(head: string, rows: readonly Row[]): string {
  const cells = rows.map(([name, { present, decided }]) => [name, count(present), count(decided)]);
  return table([[head, 'Requests', 'Decided'], ...cells]);
}

function write(): void {
  fs.writeFileSync(TRUTH_PAGE, pageWithTruth(fs.readFileSync(TRUTH_PAGE, 'utf8'), readResults()));
}

if (require.main === module) write();
