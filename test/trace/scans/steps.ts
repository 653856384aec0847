/**
 * Counts the blocks of code that a program runs: each turn of each loop, and each call. V8 counts them in what it compiles once this
 * file is loaded.
 * @module
 */
import { type Profiler, Session } from 'node:inspector';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';

// calls of optimized code are not counted
for (const flag of ['--no-opt', '--no-maglev', '--no-sparkplug']) setFlagsFromString(flag);

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/** How many blocks of the code in a folder a function runs. */
export function steps(folder: string, run: () => void): number {
  taken();
  run();
  const { href } = pathToFileURL(folder);
  return taken()
    .filter(({ url }) => url.startsWith(href) || url.startsWith(folder))
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    .reduce((sum, { count }) => sum + count, 0);
}

/** What has been run since the last time. The session answers at once. */
function taken(): readonly Profiler.ScriptCoverage[] {
  let found: readonly Profiler.ScriptCoverage[] = [];
  session.post('Profiler.takePreciseCoverage', (_error, { result }) => {
    found = result;
  });
  return found;
}
