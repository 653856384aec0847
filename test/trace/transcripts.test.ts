/** @module Replays what a real mesh answered, in configurations and to requests that were drawn at random. */
import { differences } from './transcripts/compare';
import { expected, tracedMesh } from './transcripts/expected';
import { readTranscripts } from './transcripts/read';

const { world, transcripts } = readTranscripts();

// a file that was cut short would replay less, and nothing would fail
test('no transcript is lost: at least 10,000 requests in 200 configurations, 500 of them served by another cluster', () => {
  const asked = transcripts.flatMap((each) => each.asked);
  const crossing = asked.filter(({ request, seen }) =>
    seen.some(([, { workload, cluster = '' }]) => workload !== undefined && !request.from.startsWith(`${cluster}/`)),
  );
  expect(transcripts.length).toBeGreaterThanOrEqual(200);
  expect(asked.length).toBeGreaterThanOrEqual(10_000);
  expect(crossing.length).toBeGreaterThanOrEqual(500);
});

test.each(transcripts.map((each) => [each.seed, each] as const))(
  'traces say what the real mesh did in configuration %i',
  (_seed, { objects, asked }) => {
    const mesh = tracedMesh(world, objects);
    const wrong = asked.filter((each) => differences(each, expected(mesh, each.request)).length > 0);
    expect(wrong).toEqual([]);
  },
);
