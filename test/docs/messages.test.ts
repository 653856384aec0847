/** @module Tests that the list of message codes is complete, and that lib/ and a test contain each code. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { MESSAGES_FILE, messagesAsMarkdown } from '../../docs/messages';
import { MESSAGES } from '../../lib/messages';
import { filesUnder } from '../support/manifests';

const root = path.join(__dirname, '../..');

function textOf(folder: string, isWanted: (file: string) => boolean): string {
  return [...filesUnder(path.join(root, folder))].flatMap(([file, text]) => (isWanted(file) ? [text] : [])).join('\n');
}

test('docs/messages.md is what `npm run docs` writes', () => {
  expect(fs.readFileSync(MESSAGES_FILE, 'utf8')).toBe(messagesAsMarkdown());
});

test('lib/ and a test contain every code', () => {
  const lib = textOf('lib', (file) => !file.endsWith('messages.ts'));
  const tests = textOf('test', (file) => file.endsWith('.test.ts') && !file.startsWith('errors/'));
  const codes = Object.keys(MESSAGES);
  expect(codes).toContain('MC001');
  const isGiven = (code: string): boolean => new RegExp(`\\.${code}\\b`).test(lib);
  expect(codes.filter((code) => !isGiven(code))).toEqual([]);
  // a test expects a code, or a message that begins with it
  const isExpected = (code: string): boolean => new RegExp(`['\`]${code}\\b`).test(tests);
  expect(codes.filter((code) => !isExpected(code))).toEqual([]);
});
