/** @module Replays what traces once got wrong, with the answers of Istio's control plane. */
import { agree, shown } from './compare';
import { readKept } from './kept';
import { answer } from './trace-subject';

test.each(readKept().map((each) => [each.name, each] as const))('%s', (_, { configuration, expected }) => {
  const { clusters, options, requests } = configuration;
  const actual = requests.flatMap(answer(clusters, options));
  expect({ actual: actual.map(shown), isRight: agree(expected, actual) }).toMatchObject({ isRight: true });
});
