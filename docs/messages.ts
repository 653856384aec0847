/**
 * `npm run docs`: writes docs/messages.md, the list of message codes, from the catalogues of the rooms.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { MESSAGES } from '../lib/messages';

/** The file that is written. */
export const MESSAGES_FILE = path.join(__dirname, 'messages.md');

/** The list of codes, as Markdown. */
export function messagesAsMarkdown(): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const rows = Object.values(MESSAGES)
    .sort((a, b) => a.code.localeCompare(b.code))
    .map(({ code, rule, fix }) => `| ${[`<a id="${code}"></a>${code}`, rule, fix].map(cell).join(' | ')} |`);
  return [
    '<!-- written by `npm run docs` from the messages.ts of each room of lib/ -->',
    '',
    '# Messages',
    '',
    'All faults are reported at once, in one `ConfigError`, and nothing is written. Each fault is an issue with a code. It says what',
    'must hold and what was given, what to do, and which file and line it is about. A code never gets another meaning.',
    '',
    '| Code | What must hold | What to do |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

if (require.main === module) fs.writeFileSync(MESSAGES_FILE, messagesAsMarkdown());
