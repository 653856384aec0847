/**
 * The saved results by program: how its time and its memory grow with the number of objects.
 * @module
 */
import type { Result } from './job';
import { median } from './statistics';
import type { Workload } from './programs/workload';

/** The programs that are shown, in this order. */
export const SHOWN = ['ours', 'plain', 'helm', 'jsonnet', 'kustomize', 'floor'] as const;

/** The name of one of them. */
export type Shown = (typeof SHOWN)[number];

/** What a program took for a workload. */
export interface Point {
  readonly objects: number;
  readonly seconds: number;
  readonly mebibytes: number;
}

/** What a program took, from the smallest workload to the largest one. */
export interface Curve {
  readonly name: Shown;
  readonly distribution: Workload['distribution'];
  readonly points: readonly Point[];
}

/** The curves of all programs, with a chart for each cluster. */
export function curvesOf(results: readonly Result[]): readonly Curve[] {
  const whole = results.filter(({ workload }) => workload.charts === 'cluster');
  return (['local', 'spread'] as const).flatMap((distribution) => {
    const known = whole.filter(({ workload }) => workload.distribution === distribution);
    const sizes = [...new Set(known.map(({ amount }) => amount.objects))].sort((a, b) => a - b);
    return SHOWN.map((name) => ({
      name,
      distribution,
      points: sizes.flatMap((objects) =>
        pointOf(
          known.filter(({ amount }) => amount.objects === objects),
          name,
        ),
      ),
    }));
  });
}

/** The point of a program among the results of one workload. This library was measured against each of the others. */
function pointOf(results: readonly Result[], name: Shown): readonly Point[] {
  const series = results.flatMap(({ against, ours, other }) => {
    if (name === 'ours') return [ours];
    return against === name && other !== null ? [other] : [];
  });
  const objects = results[0]?.amount.objects;
  if (series.length === 0 || objects === undefined) return [];
  const seconds = median(series.map((each) => each.seconds));
  return [{ objects, seconds, mebibytes: median(series.map((each) => each.mebibytes)) }];
}
