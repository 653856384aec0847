/**
 * Before each test file: file snapshots, and no output to the console.
 * @module
 */
import { toMatchFile } from 'jest-file-snapshot';

expect.extend({ toMatchFile });

for (const method of ['log', 'info', 'warn', 'error'] as const) {
  console[method] = (...args: unknown[]): never => {
    throw new Error(`console.${method} in a test: ${args.join(' ')}`);
  };
}
