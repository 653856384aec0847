/**
 * Writes the bytes of given files, and does nothing else: `node floor.js <folder> <output folder>`.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { readTimed, reportReading } from './reading';

const [, , from = '', out = ''] = process.argv;
for (const cluster of fs.readdirSync(from)) {
  fs.mkdirSync(path.join(out, cluster), { recursive: true });
  for (const file of fs.readdirSync(path.join(from, cluster))) {
    // not the list of what was written
    if (file.startsWith('.')) continue;
    const bytes = readTimed(path.join(from, cluster, file), (content) => content);
    fs.writeFileSync(path.join(out, cluster, file), bytes);
  }
}
reportReading();
