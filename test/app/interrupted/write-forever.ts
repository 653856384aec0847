/**
 * A program that writes versions A and B of a mesh into a folder by turns, until it is killed.
 * @module
 */
import { VERSIONS, write } from './versions';

const [, , outdir = ''] = process.argv;
// a line for each version, so that the test knows when the first one is written
for (;;)
  for (const version of VERSIONS) {
    write(outdir, version);
    process.stdout.write('.');
  }
