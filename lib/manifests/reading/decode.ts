/**
 * Decodes the bytes of files.
 * @module
 */

import { isAscii } from 'node:buffer';

/** What a byte that is not UTF-8 becomes: half of a pair, which no text has. The reader reports it with its place. */
const NOT_UTF8 = '\udfff';
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** Characters in UTF-8 as bytes, or one byte that is part of none. */
const SEQUENCES = new RegExp(
  [
    String.raw`(?:[\0-\x7f]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}`,
    String.raw`\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})+`,
    String.raw`[^]`,
  ].join('|'),
  'g',
);

/** The text of a file. Bytes that are not UTF-8 become halves of pairs, which `readManifests` reports. */
export function decoded(bytes: Uint8Array): string {
  // much faster than the decoder, and true of nearly all manifests
  if (isAscii(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  try {
    return UTF8.decode(bytes);
  } catch {
    return Buffer.from(bytes)
      .toString('latin1')
      .replaceAll(SEQUENCES, (sequence) => {
        try {
          return UTF8.decode(Buffer.from(sequence, 'latin1'));
        } catch {
          return NOT_UTF8;
        }
      });
  }
}
