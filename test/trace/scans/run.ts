/**
 * Prints how much work a request is in meshes of different sizes, as JSON. A program of its own, because V8 counts only in what it
 * has not compiled before.
 * @module
 */
import * as path from 'node:path';
import { steps } from './steps';
import { ask, plainLoop } from './subject';
import { visits } from './visits';

const ROOT = path.resolve(__dirname, '../../..');

/** What a function does. */
export interface Work {
  /** How many blocks of the library run. */
  readonly steps: number;
  /** How many values functions of the language look at. */
  readonly visits: number;
}

/** The work of a function in a folder of the repository. */
function workOf(folder: string, run: () => void): Work {
  return { steps: steps(path.join(ROOT, folder), run), visits: visits(run) };
}

const asked = [10, 100].map((services) => workOf('lib', ask(services)));
const looped = [10, 100].map((turns) =>
  workOf('test/trace/scans', () => {
    plainLoop(turns);
  }),
);
process.stdout.write(JSON.stringify({ asked, looped }));
