/**
 * The numbers of docs/performance.md about following requests.
 * @module
 */
import { count } from '../test/bench/table';
import type { TraceResult } from '../test/bench/trace-results';
import { withPart } from './page-part';

const BEGIN = '<!-- trace numbers: written by `npm run docs` from test/bench/trace-results.json -->';
const END = '<!-- end of trace numbers -->';

/** The page with the numbers of these results. */
export function pageWithTraces(page: string, results: readonly TraceResult[]): string {
  return withPart(page, [BEGIN, END], results.flatMap(sectionOf));
}

function sectionOf(result: TraceResult): readonly string[] {
  const {
    workload,
    isShared,
    amount,
    date,
    machine,
    runs,
    parse,
    first,
    many,
    again,
    requests,
    classes,
    found,
    memory,
  } = result;
  const size = `${workload.clusters} clusters × ${count(workload.services)} services`;
  const what = `${count(amount.objects)} objects, ${(amount.bytes / 2 ** 20).toFixed(0)} MiB`;
  const how = isShared ? 'as this library writes them' : 'each with a `uid`, so that no two are alike';
  return [
    `${size}, ${what}, ${how}. Measured on ${date} in ${runs} runs on this machine: ${machine}.`,
    [
      `- Parsing the YAML with js-yaml alone: ${time(parse)}`,
      `- Loading the mesh and following one request: ${time(first)}, ${(first / parse).toFixed(2)} times as long`,
      `- Following ${count(requests)} more requests: ${time(many)}, and the same ones again: ${time(again)}`,
      `- \`requestClasses\`, which finds ${count(found)} requests, and \`routeCoverage\`: ${time(classes)}`,
      `- Memory for loading the mesh: ${count(Math.round(memory / 2 ** 20))} MiB, ${(memory / amount.bytes).toFixed(1)} times the bytes of the files`,
    ].join('\n'),
  ];
}

function time(seconds: number): string {
  return `${seconds.toFixed(2)} s`;
}
