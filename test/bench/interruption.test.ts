/** @module Tests that an interrupted benchmark leaves nothing behind. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { setTimeout } from 'node:timers/promises';

const root = path.join(__dirname, '../..');

let folder = '';
beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'interruption-'))));
afterEach(() => {
  fs.rmSync(folder, { recursive: true });
});

/** The temporary folder of the benchmark; undefined before it has one, and after it has removed it. */
function workspace(): string | undefined {
  return fs.readdirSync(folder).find((name) => name.startsWith('bench-'));
}

/** Whether a program has got a folder for its output. */
function hasRun(space: string | undefined): boolean {
  return space !== undefined && fs.readdirSync(path.join(folder, space)).some((name) => name.startsWith('other-'));
}

async function until(isReached: () => boolean): Promise<void> {
  while (!isReached()) await setTimeout(20);
}

test.each([
  ['SIGINT', 130, 'all its processes, as Ctrl-C does', -1],
  ['SIGTERM', 143, 'it alone', 1],
] as const)(
  '%s ends the benchmark with %i and removes its folder if it is sent to %s',
  async (signal, code, _, sign) => {
    const size = ['--clusters', '2', '--services', '2', '--runs', '500', '--against', 'floor'];
    const child = spawn(process.execPath, ['-r', 'tsx/cjs', 'test/bench/run.ts', ...size], {
      cwd: root,
      env: { ...process.env, TMPDIR: folder },
      detached: true,
      stdio: 'ignore',
    });
    const end = once(child, 'exit');
    const { pid } = child;
    if (pid === undefined) throw new Error('the benchmark does not start');
    // programs are being measured
    await until(() => hasRun(workspace()));
    process.kill(sign * pid, signal);
    expect(await end).toEqual([code, null]);
    expect(workspace()).toBe(undefined);
  },
  120_000,
);
