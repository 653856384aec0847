/** @module Tests that docs/traps.md lists every trap with an existing test. */
import * as fs from 'node:fs';
import * as path from 'node:path';

const root = path.join(__dirname, '../..');
const rows = fs
  .readFileSync(path.join(root, 'docs/traps.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, number = '', , , shown = ''] = line.split('|').map((cell) => cell.trim());
    return /^\d+$/.test(number) ? [{ number: Number(number), shown }] : [];
  });

test('docs/traps.md has 39 traps, each once', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 39 }, (_, index) => index + 1));
});

test.each(rows)('trap $number has an existing test: $shown', ({ shown }) => {
  const [, file = '', name = ''] = /^(test\/\S+\.ts): (.+)$/.exec(shown) ?? [];
  expect(fs.readFileSync(path.join(root, file), 'utf8')).toContain(name);
});
