/**
 * The options of `npm run trace:oracle`.
 * @module
 */
import { randomInt } from 'node:crypto';
import * as path from 'node:path';
import { parseArgs } from 'node:util';

/** What to print for `--help`. */
export const HELP = `npm run trace:oracle -- [options]

Makes random meshes and requests, asks Istio's control plane what the proxies of each mesh get, and compares where the requests go
with what traces say. A difference is reduced to a small case and printed. It needs Go.

  --configurations <number>  meshes (default: 100)
  --requests <number>        requests in each mesh (default: 100)
  --seed <number>            the number from which the meshes are made (default: another one in each run, which is printed)
  --show <number>            differences to print, each of another kind (default: 3)
  --only <text>              print only differences whose answers contain this text, such as NC or '["404'
  --attempts <number>        attempts to make a difference smaller (default: 250)
  --keep                     add what is printed to test/istio-oracle/kept.jsonl, which npm test replays
  --features                 count for each field the requests whose outcome depended on it, and those sent where it was
  --save                     add these counts to test/istio-oracle/results.json; then run npm run docs
  --program <file>           the program that asks Istio, if it is built already
  --subject <file>           what is compared with Istio (default: trace-subject.ts, the traces of this library)
  --help                     print this text

Exit status: 0 if nothing differs, 1 if something does, 2 if the comparison fails.`;

/** The options as they are written. */
export interface Options {
  readonly configurations: string;
  readonly requests: string;
  readonly seed: string;
  readonly subject: string;
  readonly show: string;
  readonly only: string;
  readonly attempts: string;
  readonly program?: string;
  readonly keep: boolean;
  readonly features: boolean;
  readonly save: boolean;
  readonly help: boolean;
}

/** Reads the options. */
export function readOptions(args: readonly string[]): Options {
  return parseArgs({
    args: [...args],
    options: {
      configurations: { type: 'string', default: '100' },
      requests: { type: 'string', default: '100' },
      // every run draws other meshes; this repeats one
      seed: { type: 'string', default: String(randomInt(1, 1_000_000)) },
      subject: { type: 'string', default: path.join(__dirname, 'trace-subject.ts') },
      show: { type: 'string', default: '3' },
      only: { type: 'string', default: '' },
      attempts: { type: 'string', default: '250' },
      program: { type: 'string' },
      keep: { type: 'boolean', default: false },
      features: { type: 'boolean', default: false },
      save: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values;
}
