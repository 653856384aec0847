/** @module Replays what a real mesh answered, in configurations and to requests that were drawn at random. */
import { differences } from './transcripts/compare';
import { expected, tracedMesh } from './transcripts/expected';
import { knownIn } from './transcripts/known';
import { readTranscripts } from './transcripts/read';

const { world, transcripts } = readTranscripts();

test.each(transcripts.map((each) => [each.seed, each] as const))(
  'traces say what the real mesh did in configuration %i, but for what is listed as wrong',
  (seed, { objects, asked }) => {
    const mesh = tracedMesh(world, objects);
    const wrong = asked.flatMap((each, index) =>
      differences(each, expected(mesh, each.request)).length > 0 ? [index] : [],
    );
    expect(wrong).toEqual(knownIn(seed));
  },
);

test('there are 200 configurations and 10,000 requests', () => {
  expect(transcripts.length).toBeGreaterThanOrEqual(200);
  expect(transcripts.flatMap(({ asked }) => asked).length).toBeGreaterThanOrEqual(10_000);
});
