/**
 * Runs programs and waits for conditions.
 * @module
 */
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** Runs a program to its end and returns what it printed. If it fails, the error contains all of its output. */
export async function run(command: string, args: readonly string[], input?: string): Promise<string> {
  const child = spawn(command, args, { stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] });
  child.stdin?.end(input);
  const said: string[] = [];
  const printed: string[] = [];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => printed.push(text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const status = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  if (status === 0) return printed.join('');
  throw new Error(`${[command, ...args].join(' ')} ended with ${String(status)}\n${[...said, ...printed].join('')}`);
}

/** How many milliseconds pass between two probes. */
export const INTERVAL = 100;

/** Waits until a probe returns true, for at most the given seconds. An error of the probe means "not yet". */
export async function until(what: string, seconds: number, probe: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + seconds * 1000;
  let last: unknown;
  while (Date.now() < end) {
    try {
      if (await probe()) return;
    } catch (error) {
      last = error;
    }
    await sleep(INTERVAL);
  }
  throw new Error(`gave up waiting for ${what} after ${seconds} s`, { cause: last });
}
