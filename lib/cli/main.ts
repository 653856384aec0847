#!/usr/bin/env node
/**
 * The program `multicluster`.
 * @module
 */
import { run } from './run';

// who reads no further, as `head` does, is no fault
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
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
