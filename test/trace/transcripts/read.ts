/**
 * Reads the transcripts that are kept: a line of JSON for what stays the same, and one for each configuration.
 * `npm run e2e -- trace --transcripts <file>` writes such a file.
 * @module
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { MeshWorld, Transcript } from './transcript';

/** The transcripts, and what stays the same between them. */
export function readTranscripts(): { readonly world: MeshWorld; readonly transcripts: readonly Transcript[] } {
  const text = gunzipSync(fs.readFileSync(path.join(__dirname, 'transcripts.jsonl.gz'))).toString();
  const [world = '', ...lines] = text.trim().split('\n');
  return {
    world: JSON.parse(world) as MeshWorld,
    transcripts: lines.map((line) => JSON.parse(line) as Transcript),
  };
}
