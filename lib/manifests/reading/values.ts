/**
 * Reads the values of a text of YAML or JSON, as kubectl does.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.34.4/pkg/util/yaml/decoder.go
 * @module
 */
import type { Message } from '../../errors';
import { fields, items } from '../fields';
import { MANIFESTS } from '../messages';
import { findOddCharacter } from './characters';
import type { Documents } from './documents';
import { type JsonValue, readJsonStream } from './json-stream';
import type { Extent } from './listener';
import { contentFrom } from './place';
import { type DocumentPart, documentsIn } from './split';

/** A value of a text. */
export interface TextValue {
  readonly value: unknown;
  /** Where it is, or an item of its list. */
  readonly extentOf: (item: unknown) => Extent;
}

/** What is wrong in a text, and where. */
export interface TextFault {
  readonly message: Message;
  readonly what: string;
  readonly offset: number;
}

/** Reads the values of a text. What cannot be read is a fault, and what follows it is read all the same. */
export function* valuesIn(text: string, documents: Documents): Generator<TextValue | TextFault> {
  let yamlFrom = 0;
  if (/^(?!\ufeff)\s*\{/.test(text)) {
    const { values, end } = readJsonStream(text);
    for (const value of values) yield ofJson(value);
    if (end >= text.length) return;
    // kubectl tries YAML if at most one value is JSON
    if (values.length > 1) {
      const what = 'A file that begins with several JSON objects must be JSON to its end, but is not.';
      yield { message: MANIFESTS.MC202, what, offset: end };
      return;
    }
    yamlFrom = end;
  }
  const isOdd = findOddCharacter(text) !== undefined;
  for (const part of documentsIn(text, yamlFrom)) yield* ofYaml(text, part, isOdd, documents);
}

function ofJson({ value, items: extents, ...extent }: JsonValue): TextValue {
  const list = items(fields(value)['items']);
  const known = new Map([...list.entries()].map(([index, item]) => [item, extents[index] ?? extent]));
  return { value, extentOf: (item) => known.get(item) ?? extent };
}

function* ofYaml(
  text: string,
  { start, end, badSeparator }: DocumentPart,
  isOdd: boolean,
  documents: Documents,
): Generator<TextValue | TextFault> {
  if (badSeparator !== undefined) {
    const what = 'A line that begins with "---" must have nothing else but a comment.';
    yield { message: MANIFESTS.MC203, what, offset: badSeparator };
  }
  const document = text.slice(start, end);
  const odd = isOdd ? findOddCharacter(document) : undefined;
  if (odd !== undefined) {
    const what = `A file of manifests must be plain UTF-8, but has ${odd.name}.`;
    yield { message: MANIFESTS.MC204, what, offset: start + odd.offset };
    return;
  }
  const read = documents.read(document);
  if ('reason' in read) {
    const what = `The document must be YAML that Kubernetes can read, but is not: ${read.reason}.`;
    yield { message: MANIFESTS.MC200, what, offset: start + read.offset };
    return;
  }
  const { extents, value } = read;
  // kubectl ignores empty documents
  if (value === null || value === undefined) return;
  const extentOf = (item: unknown): Extent => {
    const extent = extents.get(item) ?? extents.get(value) ?? { start: 0, end: document.length };
    return { start: contentFrom(text, start + extent.start), end: start + extent.end };
  };
  yield { value, extentOf };
}
