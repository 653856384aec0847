/** @module Tests what is said about long work, on a terminal and elsewhere. */
import { Progress } from '../../lib/app/progress';

let said = '';
let seconds = 0;
const { isTTY } = process.stderr;
beforeEach(() => {
  said = '';
  seconds = 0;
  jest.spyOn(process.hrtime, 'bigint').mockImplementation(() => BigInt(seconds * 1000) * 1_000_000n);
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  process.stderr.isTTY = isTTY;
});

/** Counts a cluster after each of the times, and ends after the last. */
function work(isTerminal: boolean, clusters: readonly (readonly [number, number])[], isQuiet = false): Progress {
  process.stderr.isTTY = isTerminal;
  const progress = new Progress(isQuiet);
  for (const [time, objects] of clusters) {
    seconds = time;
    progress.add(objects);
  }
  return progress;
}

test('on a terminal, each cluster after the first second changes one line, and the end completes it', () => {
  const progress = work(true, [
    [0.5, 1],
    [1.5, 18_002],
    [3, 0],
  ]);
  seconds = 4;
  progress.end();
  expect(said).toBe(
    '\r2 clusters, 18,003 objects, 1.5 s\r3 clusters, 18,003 objects, 3.0 s\r3 clusters, 18,003 objects, 4.0 s\n',
  );
});

test('a line that an error or a warning interrupts is ended once, and the next starts anew', () => {
  const progress = work(true, [[2, 1]]);
  progress.interrupt();
  progress.interrupt();
  progress.end();
  expect(said).toBe('\r1 cluster, 1 object, 2.0 s\n1 cluster, 1 object, 2.0 s\n');
});

test('elsewhere, long work says one line at its end', () => {
  const progress = work(false, [
    [2, 1],
    [3, 2],
  ]);
  expect(said).toBe('');
  progress.interrupt();
  progress.end();
  expect(said).toBe('2 clusters, 3 objects, 3.0 s\n');
});

test.each([true, false])('short work, and work that is quiet, says nothing (terminal: %p)', (isTerminal) => {
  work(isTerminal, [[0.9, 5]]).end();
  work(isTerminal, [[9, 5]], true).end();
  expect(said).toBe('');
});
