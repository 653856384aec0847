/** @module Tests how the benchmark measures processes. */
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { type Command, measure } from './measure';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'measure-'));
const stdout = path.join(folder, 'stdout');

afterAll(() => {
  fs.rmSync(folder, { recursive: true });
});

const node = (program: string): Command => ({ argv: [process.execPath, '-e', program], stdout });

test('a measurement has the time of all commands, and the memory of the largest one', () => {
  const wait = node('setTimeout(() => console.log("waited"), 200)');
  const measured = measure([node('Buffer.alloc(200 * 2 ** 20, 1)'), wait]);
  expect(measured?.seconds).toBeGreaterThan(0.2);
  expect(measured?.mebibytes).toBeGreaterThan(200);
  expect(measured?.mebibytes).toBeLessThan(400);
  expect(fs.readFileSync(stdout, 'utf8')).toBe('waited\n');
});

test('commands that take too long are stopped', () => {
  const start = performance.now();
  expect(measure([node(''), node('setTimeout(() => {}, 60_000)')], 1)).toBe(undefined);
  expect(performance.now() - start).toBeLessThan(30_000);
});

test('the error of a command that fails has what it printed', () => {
  expect(() => measure([node('throw new Error("no such mesh")')])).toThrow(/A program .* failed: [^]*no such mesh/);
});
