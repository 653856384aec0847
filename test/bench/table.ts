/**
 * How results are printed.
 * @module
 */
import type { Result, Series } from './job';

/** Prints a number with separators of thousands. */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** Seconds with three digits that mean something. */
export function seconds(value: number): string {
  return value.toFixed(value < 10 ? 2 : 1);
}

/** How many times longer the other program takes. */
export function ratioOf({ ours, other }: Result): number | undefined {
  return other === null ? undefined : other.seconds / ours.seconds;
}

/** Whether this library, which uses one thread, had no processor for a large part of its time. */
export function wasBusy({ ours }: Result): boolean {
  return ours.cpu < 0.75 * ours.seconds;
}

/** One line that says what was written. */
export function describe({ workload, amount }: Result): string {
  const { clusters, services, distribution, charts } = workload;
  const size = `${count(clusters)} clusters, ${count(services)} services, ${distribution}, a chart per ${charts}`;
  return `${size}: ${count(amount.objects)} objects, ${(amount.bytes / 1e6).toFixed(1)} MB`;
}

const HEAD = ['', 'time', 'fastest', 'slowest', 'processor', 'reading', 'memory', 'runs'];

/** The table of a result, and the line with the ratio. */
export function tableOf(result: Result): string {
  const { against, version, ours, other } = result;
  const name = `${against} (${version})`;
  const rows = [
    HEAD,
    cells('ours', ours),
    other === null ? [name, ...HEAD.slice(1).map(() => '-')] : cells(name, other),
  ];
  const busy = 'The machine was busy with other work, so the times are too long.';
  return [describe(result), ...aligned(rows), ...(wasBusy(result) ? [busy] : []), lineOf(result)].join('\n');
}

/** The last line that the benchmark prints. */
export function lineOf(result: Result): string {
  const { against, ours, other, limit } = result;
  const ratio = ratioOf(result);
  if (other === null || ratio === undefined)
    return `ours ${seconds(ours.seconds)} s, ${against} not run (more than ${limit} s), memory ours ${ours.mebibytes} MiB`;
  const times = `ours ${seconds(ours.seconds)} s, ${against} ${seconds(other.seconds)} s, ratio ${ratio.toFixed(2)}`;
  return `${times}, memory ours ${ours.mebibytes} MiB, ${against} ${other.mebibytes} MiB`;
}

function cells(name: string, { seconds: time, range, cpu, reading, mebibytes, runs }: Series): readonly string[] {
  const times = [time, ...range, cpu].map((value) => `${seconds(value)} s`);
  const notCounted = reading === 0 ? '-' : `${seconds(reading)} s`;
  return [name, ...times, notCounted, `${mebibytes} MiB`, String(runs)];
}

/** Pads the cells of each column to the same width: the first to the right, the others to the left. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(width(column)) : cell.padStart(width(column))))
      .join('  ')
      .trimEnd(),
  );
}
