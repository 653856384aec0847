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
    'Everything that is wrong is reported at once, as one `ConfigError` with an issue per fault: its code, what must hold and what',
    'was given, what to do, and the file and line that it is about. Nothing is written then. A code never gets another meaning.',
    '',
    '| Code | What must hold | What to do |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

if (require.main === module) fs.writeFileSync(MESSAGES_FILE, messagesAsMarkdown());
