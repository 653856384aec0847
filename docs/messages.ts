/**
 * `npm run docs`: writes docs/messages.md, the list of message codes, from the catalogue in lib/errors.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { MESSAGES } from '../lib/errors';

/** The file that is written. */
export const MESSAGES_FILE = path.join(__dirname, 'messages.md');

/** The list of codes, as Markdown. */
export function messagesAsMarkdown(): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const rows = Object.entries(MESSAGES)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(
      ([code, { title, allowed, fix }]) =>
        `| ${[`<a id="${code}"></a>${code}`, title, allowed, fix].map(cell).join(' | ')} |`,
    );
  return [
    '<!-- written by `npm run docs` from lib/errors/ -->',
    '',
    '# Messages',
    '',
    'Everything that is wrong with a mesh is reported at once, as one `ConfigError` with an issue per fault: its code, what is',
    'wrong, the value that was given, what is allowed, what to change, and the file and line that described it. Nothing is',
    'written then. A code is never given to another meaning.',
    '',
    '| Code | What is wrong | What is allowed | What to change |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

if (require.main === module) fs.writeFileSync(MESSAGES_FILE, messagesAsMarkdown());
