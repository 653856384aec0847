#!/usr/bin/env node
/**
 * The program `multicluster`.
 * @module
 */
import { run } from './run';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // who reads no further, as `head` does, is no fault
  if (error.code === 'EPIPE') return;
  process.stderr.write(`error: The answer cannot be written: ${error.message}.\n`);
  process.exitCode = 2;
});
process.exitCode = run(process.argv.slice(2), {
  hasColours: process.stdout.isTTY && process.stdout.hasColors(),
  print: (text) => {
    process.stdout.write(`${text}\n`);
  },
  complain: (text) => {
    process.stderr.write(`${text}\n`);
  },
});
