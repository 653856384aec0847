/**
 * Ends the benchmark in order at Ctrl-C, so that its temporary folder is removed.
 * @module
 */
import { setTimeout } from 'node:timers/promises';

/** Signals, and what a program returns that they end. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

let exitCode: number | undefined;

/** Makes signals wait. In a terminal, Ctrl-C also ends the program that is measured. */
export function holdSignals(): void {
  for (const [signal, code] of Object.entries(SIGNALS)) process.on(signal, () => (exitCode ??= code));
}

/** What to return if a signal has come; undefined if none has. */
export async function interruption(): Promise<number | undefined> {
  // a signal that came while a program was measured is told in a turn of the event loop
  await setTimeout(10);
  return exitCode;
}

/** Fails if a signal has come. */
export async function stopIfInterrupted(): Promise<void> {
  if ((await interruption()) !== undefined) throw new Error('The benchmark was interrupted.');
}
