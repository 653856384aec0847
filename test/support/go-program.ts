/**
 * Builds the Go programs of tests.
 * @module
 */
import { execFileSync, spawnSync } from 'node:child_process';
import * as path from 'node:path';

/** Builds the program of a folder into another one, and returns its path. Go itself caches what it has built. */
export function buildGoProgram(source: string, folder: string, minimum: string): string {
  const { error } = spawnSync('go', ['version'], { stdio: 'ignore' });
  if (error !== undefined)
    throw new Error(`This machine lacks Go ${minimum} or newer: install it from https://go.dev/dl`);
  const program = path.join(folder, 'oracle');
  execFileSync('go', ['build', '-o', program], {
    cwd: source,
    env: { ...process.env, GOFLAGS: '-mod=readonly -buildvcs=false', GOWORK: 'off' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return program;
}
