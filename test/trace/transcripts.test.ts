/** @module Replays what a real mesh answered, in configurations and to requests that were drawn at random. */
import { differences } from './transcripts/compare';
import { expected, tracedMesh } from './transcripts/expected';
import { readTranscripts } from './transcripts/read';

const { world, transcripts } = readTranscripts();

test.each(transcripts.map((each) => [each.seed, each] as const))(
  'traces say what the real mesh did in configuration %i',
  (_seed, { objects, asked }) => {
    const mesh = tracedMesh(world, objects);
    const wrong = asked.filter((each) => differences(each, expected(mesh, each.request)).length > 0);
    expect(wrong).toEqual([]);
  },
);

test('there are 200 configurations and 10,000 requests', () => {
  expect(transcripts.length).toBeGreaterThanOrEqual(200);
  expect(transcripts.flatMap(({ asked }) => asked).length).toBeGreaterThanOrEqual(10_000);
});

test('500 requests are served in another cluster', () => {
  const served = transcripts
    .flatMap(({ asked }) => asked)
    .filter(({ request, seen }) =>
      seen.some(([, { workload, cluster = '' }]) => workload !== undefined && !request.from.startsWith(`${cluster}/`)),
    );
  expect(served.length).toBeGreaterThanOrEqual(500);
});
