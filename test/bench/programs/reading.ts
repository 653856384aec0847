/**
 * What the programs that are given their input report: how long they take to read it. The benchmark subtracts it.
 * @module
 */
import * as fs from 'node:fs';

let seconds = 0;

/** Reads a file, and adds the time to what `reportReading` reports. */
export function readTimed<T>(file: string, parse: (content: Buffer) => T): T {
  const start = performance.now();
  const value = parse(fs.readFileSync(file));
  seconds += (performance.now() - start) / 1000;
  return value;
}

/** Prints the time. */
export function reportReading(): void {
  console.log(seconds);
}
