/**
 * Asks the lab and a trace the same, and says where they differ.
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { differences } from '../../trace/transcripts/compare';
import { type Expected, expected, tracedMesh } from '../../trace/transcripts/expected';
import type { Asked, MeshWorld, Transcript } from '../../trace/transcripts/transcript';
import { ask } from './ask';
import { closeConnections } from './connections';
import type { Configuration } from './draw';
import { become } from './round';
import { rejected } from './settled';
import { CLUSTERS } from './world';

/** A request whose trace is wrong. */
export interface Disagreement {
  readonly asked: Asked;
  readonly expected: readonly Expected[];
  readonly differences: readonly string[];
}

/** What came of a configuration. */
export interface Judgement {
  readonly transcript: Transcript;
  readonly disagreements: readonly Disagreement[];
  readonly refused: number;
  /** How often proxies have rejected something. */
  readonly rejections: number;
  /** How many requests were sent. */
  readonly sent: number;
}

/** How often a request is sent that always ends alike, and one that does not. */
const [FEW, MANY] = [3, 30];

/** How often what seems to differ is asked again, since proxies may have been late, or the machine busy. */
const AGAIN = 2;

/** Applies a configuration, sends its requests, and compares. */
export async function compared({ seed, clusters, requests }: Configuration, world: MeshWorld): Promise<Judgement> {
  const before = await rejectedSoFar();
  const { objects, refused } = await become({ clusters });
  const rejections = (await rejectedSoFar()) - before;
  await closeConnections();
  const mesh = tracedMesh(world, objects);
  const questions = requests.map((request) => ({ request, expected: expected(mesh, request) }));
  const first = questions.map(({ request, expected: { length } }) => ({ request, count: length > 1 ? MANY : FEW }));
  let asked = await ask(first, `r${seed}-0`);
  let sent = totalOf(asked);
  for (let again = 1; again <= AGAIN; again += 1) {
    const wrong = asked.flatMap((each, index) => (isWrong(each, questions[index]?.expected) ? [index] : []));
    if (wrong.length === 0) break;
    await sleep(1000);
    await closeConnections();
    const more = await ask(
      wrong.map((index) => ({ request: requests[index] ?? fail(), count: MANY })),
      `r${seed}-${again}`,
    );
    sent += totalOf(more);
    asked = asked.map((each, index) => (wrong.includes(index) ? (more[wrong.indexOf(index)] ?? each) : each));
  }
  const disagreements = asked.flatMap((each, index) => {
    const { expected: wanted = [] } = questions[index] ?? {};
    const found = differences(each, wanted);
    return found.length === 0 ? [] : [{ asked: each, expected: wanted, differences: found }];
  });
  return { transcript: { seed, objects, asked }, disagreements, refused, rejections, sent };
}

async function rejectedSoFar(): Promise<number> {
  const counts = await Promise.all(CLUSTERS.map(rejected));
  return counts.reduce((sum, each) => sum + each, 0);
}

function isWrong(asked: Asked, wanted: readonly Expected[] = []): boolean {
  return differences(asked, wanted).length > 0;
}

function totalOf(asked: readonly Asked[]): number {
  return asked.flatMap(({ seen }) => seen).reduce((sum, [count]) => sum + count, 0);
}

function fail(): never {
  throw new Error('no such request');
}
