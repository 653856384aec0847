/**
 * Compiles what is measured to JavaScript, so that no compiler runs in the measured processes.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { buildSync, type BuildOptions } from 'esbuild';

const CHECKOUT = path.resolve(__dirname, '../..');
const PROGRAMS = 'test/bench/programs';

const options: BuildOptions = {
  absWorkingDir: CHECKOUT,
  outbase: '.',
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  logLevel: 'error',
};

/**
 * Compiles the library and the programs of the benchmark into a folder, the library to a file for each entry point, as in the package. Returns the
 * folder of the programs.
 */
export function compileInto(folder: string): string {
  const programs = fs.readdirSync(path.join(CHECKOUT, PROGRAMS)).map((file) => path.join(PROGRAMS, file));
  buildSync({
    ...options,
    outdir: folder,
    entryPoints: ['lib/index.ts', 'lib/testing/index.ts'],
    bundle: true,
    packages: 'external',
  });
  buildSync({ ...options, outdir: folder, entryPoints: programs });
  fs.symlinkSync(path.join(CHECKOUT, 'node_modules'), path.join(folder, 'node_modules'));
  return path.join(folder, PROGRAMS);
}
