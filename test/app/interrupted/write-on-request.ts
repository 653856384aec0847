/**
 * A program that writes a version of a mesh into a folder for each line that it reads, and says how that ended.
 * @module
 */
import * as readline from 'node:readline';
import { ConfigError } from '../../../lib';
import { type Version, VERSIONS, write } from './versions';

const [, , outdir = '', name] = process.argv;
const version: Version = VERSIONS.find((each) => each === name) ?? 'a';

readline.createInterface({ input: process.stdin }).on('line', () => {
  try {
    write(outdir, version);
    process.stdout.write('written\n');
  } catch (error) {
    process.stdout.write(`${error instanceof ConfigError ? String(error.code) : String(error)}\n`);
  }
});
