/**
 * Draws the results of the benchmark: time and memory over the number of objects, on logarithmic axes.
 * @module
 */
import { type Curve, curvesOf, type Shown, SHOWN } from '../test/bench/curves';
import type { Result } from '../test/bench/job';
import { count } from '../test/bench/table';

/** The programs of the picture: their names for readers, and colors that are visible on white and on black. */
export const PROGRAMS = {
  ours: { title: 'this library', color: '#e4572e' },
  plain: { title: 'stock cdk8s', color: '#2e86de' },
  helm: { title: 'Helm', color: '#17a398' },
  jsonnet: { title: 'Jsonnet', color: '#a05fd0' },
  kustomize: { title: 'Kustomize', color: '#b8860b' },
  floor: { title: 'the bytes alone', color: '#7f8c8d' },
} as const satisfies Readonly<Record<Shown, object>>;

const PANEL = { width: 340, height: 220 };
/** Where the panels begin, from left to right and from top to bottom. */
const COLUMNS = { local: 70, spread: 480 };
const ROWS = { seconds: 90, mebibytes: 400 };
const SIZE = { width: 870, height: 675 };

const STYLE = `
    text { font: 13px system-ui, sans-serif; fill: #1f2328 }
    .title { font-weight: 600 }
    .page { fill: #ffffff }
    .grid { stroke: #d1d9e0 }
    .curve { fill: none; stroke-width: 2; stroke-linejoin: round }
    .ours { stroke-width: 4 }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 }
      .page { fill: #0d1117 }
      .grid { stroke: #30363d }
    }
  `;

/** A logarithmic axis: its ticks, and where a value is, from 0 to 1. */
interface Axis {
  readonly ticks: readonly number[];
  readonly at: (value: number) => number;
}

/** The picture, as SVG. */
export function pictureOf(results: readonly Result[]): string {
  const curves = curvesOf(results);
  const measures = ['seconds', 'mebibytes'] as const;
  const panels = measures.flatMap((measure) =>
    (['local', 'spread'] as const).map((distribution) => panelOf(curves, measure, distribution)),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${SIZE.height}" role="img">`,
    '  <title>Time and memory over the number of objects</title>',
    `  <style>${STYLE}</style>`,
    `  <rect class="page" width="${SIZE.width}" height="${SIZE.height}" rx="8"/>`,
    ...SHOWN.map(legendOf),
    ...panels.flat(),
    '</svg>',
    '',
  ].join('\n');
}

function legendOf(name: Shown, index: number): string {
  const { title, color } = PROGRAMS[name];
  const x = 44 + index * 136;
  const line = `<path class="curve ${name}" stroke="${color}" d="M${x} 28h24"/>`;
  return `  ${line}<text x="${x + 30}" y="32">${title}</text>`;
}

function panelOf(
  all: readonly Curve[],
  measure: 'seconds' | 'mebibytes',
  distribution: 'local' | 'spread',
): readonly string[] {
  const [left, top] = [COLUMNS[distribution], ROWS[measure]];
  const values = all.flatMap(({ points }) => points.map((point) => point[measure]));
  const across = axisOf(
    all.flatMap(({ points }) => points.map(({ objects }) => objects)),
    10,
  );
  const up = axisOf(values, measure === 'seconds' ? 10 : 2);
  const x = (objects: number): string => (left + PANEL.width * across.at(objects)).toFixed(1);
  const y = (value: number): string => (top + PANEL.height * (1 - up.at(value))).toFixed(1);
  const curves = all.filter((curve) => curve.distribution === distribution && curve.points.length > 0);
  return [
    `  <text class="title" x="${left}" y="${top - 14}">${TITLES[measure]}, distribution: '${distribution}'</text>`,
    ...up.ticks.map(
      (tick) =>
        `  <path class="grid" d="M${left} ${y(tick)}h${PANEL.width}"/>` +
        `<text x="${left - 8}" y="${y(tick)}" dy="4" text-anchor="end">${count(tick)}</text>`,
    ),
    ...across.ticks.map(
      (tick) =>
        `  <path class="grid" d="M${x(tick)} ${top}v${PANEL.height}"/>` +
        `<text x="${x(tick)}" y="${top + PANEL.height + 20}" text-anchor="middle">${count(tick)}</text>`,
    ),
    `  <text x="${left + PANEL.width / 2}" y="${top + PANEL.height + 40}" text-anchor="middle">objects</text>`,
    ...curves.map((curve) => curveOf(curve, (point) => `${x(point.objects)} ${y(point[measure])}`)),
  ];
}

const TITLES = { seconds: 'Time in seconds', mebibytes: 'Memory in MiB' } as const;

function curveOf({ name, points }: Curve, place: (point: Curve['points'][number]) => string): string {
  const { color } = PROGRAMS[name];
  const places = points.map(place);
  const dots = places.map((at) => `M${at}h0`).join('');
  return (
    `  <path class="curve ${name}" stroke="${color}" d="M${places.join('L')}"/>` +
    `<path d="${dots}" stroke="${color}" stroke-width="8" stroke-linecap="round"/>`
  );
}

/** An axis from one power of the base to another, which holds all values. */
function axisOf(values: readonly number[], base: number): Axis {
  const power = (value: number): number => Math.log(value) / Math.log(base);
  const low = Math.floor(power(Math.min(...values)));
  const high = Math.max(Math.ceil(power(Math.max(...values))), low + 1);
  const ticks = Array.from({ length: high - low + 1 }, (_, index) => Number((base ** (low + index)).toPrecision(6)));
  return { ticks, at: (value) => (power(value) - low) / (high - low) };
}
