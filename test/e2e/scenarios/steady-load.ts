/**
 * Sends requests from several Pods to several services for as long as something happens.
 * @module
 */
import type { PodRef } from '../lab/client';
import { lab } from './lab';

/** What became of the requests to a service. */
export interface Requests {
  readonly sent: number;
  /** How often each answer came that no version gave. */
  readonly lost: Readonly<Record<string, number>>;
}

/** Who sends requests, and to which services. */
export interface SteadyLoad {
  readonly from: readonly PodRef[];
  readonly to: readonly string[];
  /** How many requests each Pod keeps open to each service. Each takes 60 ms. */
  readonly callers: number;
}

/** Sends requests until an action has finished, which begins when each Pod has got answers from each service. */
export async function underLoad(
  { from, to, callers }: SteadyLoad,
  action: () => Promise<void>,
): Promise<Readonly<Record<string, Requests>>> {
  const loads = to.flatMap((service) => from.map((pod) => ({ service, pod })));
  let waiting = loads.length;
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve)).then(action);
  const results = await Promise.all(
    loads.map(async ({ service, pod }) => {
      const question = { from: pod, url: `http://${service}:9080/`, headers: { slow: '60' }, count: Infinity };
      const { counts } = await lab.load(question, callers, () => {
        waiting -= 1;
        if (waiting === 0) begin();
        return begun;
      });
      return { service, counts };
    }),
  );
  const answersOf = (name: string): readonly (readonly [string, number])[] =>
    results.filter(({ service }) => service === name).flatMap(({ counts }) => Object.entries(counts));
  return Object.fromEntries(to.map((service) => [service, requestsIn(answersOf(service))]));
}

function requestsIn(answers: readonly (readonly [answer: string, count: number])[]): Requests {
  const lost: Record<string, number> = {};
  for (const [answer, count] of answers) {
    if (!answer.includes(' in ')) lost[answer] = (lost[answer] ?? 0) + count;
  }
  return { sent: answers.reduce((sum, [, count]) => sum + count, 0), lost };
}
