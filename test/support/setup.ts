/**
 * Sets up each test file: adds file snapshots, and fails tests that write to the console.
 * @module
 */
import { toMatchFile } from 'jest-file-snapshot';

expect.extend({ toMatchFile });

for (const method of ['log', 'info', 'warn', 'error'] as const) {
  console[method] = (...args: unknown[]): never => {
    throw new Error(`console.${method} in a test: ${args.join(' ')}`);
  };
}
