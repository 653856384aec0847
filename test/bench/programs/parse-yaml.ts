/**
 * Parses all manifests below a folder with js-yaml alone, and keeps what it parses: `node parse-yaml.js <folder>`. Prints the
 * processor time in seconds, as JSON.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { loadAll } from 'js-yaml';
import { lap } from './lap';

const [, , folder = ''] = process.argv;
const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
const parsed = names.map((name) => loadAll(fs.readFileSync(path.join(folder, name), 'utf8')));
console.log(JSON.stringify({ parse: lap(), documents: parsed.flat().length }));
