/**
 * Reads a text of manifests.
 * @module
 */
import { type ConfigIssue, issue, listText, type Message, valueText } from '../../errors';
import { fields, isFields, items, text } from '../fields';
import { isList, itemOf } from '../lists';
import { type ManifestObject, readObject } from '../manifest-object';
import { MANIFESTS } from '../messages';
import { findOddCharacter } from './characters';
import { readJsonStream } from './json-stream';
import type { Extent } from './listener';
import { contentFrom, Places, placeText } from './place';
import { type DocumentPart, documentsIn } from './split';
import { readYamlDocument } from './yaml-document';

/** What is wrong with a text of manifests. Its place is `file:line:column`. */
export type ManifestFault = ConfigIssue;

/** What was read of a text of manifests. */
interface ReadManifests {
  /** The objects, in the order of the text. The items of a list stand in its place. */
  readonly objects: readonly ManifestObject[];
  /** What is wrong, in the order of the text. */
  readonly faults: readonly ManifestFault[];
}

/**
 * Reads the objects in a text of manifests as kubectl does: YAML or JSON, one or several documents. A document that cannot
 * be read (MC200, MC202, MC204), that follows a bad separator (MC203), or that is no object (MC201) is a fault, and the others are
 * read all the same.
 *
 * @param text The text.
 * @param file The name of the file that has it, for places such as `dist/cluster1/shop.k8s.yaml:12:5`.
 * @example
 * const { objects, faults } = readManifests(fs.readFileSync(file, 'utf8'), file);
 */
export function readManifests(text: string, file: string): ReadManifests {
  const reading = new Reading(text, file);
  const yamlFrom = /^(?!\ufeff)\s*\{/.test(text) ? reading.json() : 0;
  if (yamlFrom !== undefined) for (const part of documentsIn(text, yamlFrom)) reading.document(part);
  return reading;
}

class Reading implements ReadManifests {
  readonly objects: ManifestObject[] = [];
  readonly faults: ManifestFault[] = [];
  private readonly places: Places;
  private readonly isOdd: boolean;

  constructor(
    private readonly text: string,
    private readonly file: string,
  ) {
    this.places = new Places(text);
    this.isOdd = findOddCharacter(text) !== undefined;
  }

  /** Reads the text as JSON. Returns where YAML begins, if it does: kubectl tries it if at most one value is JSON. */
  json(): number | undefined {
    const { values, end } = readJsonStream(this.text);
    for (const { value, items: extents, ...extent } of values) {
      const list = items(fields(value)['items']);
      const known = new Map([...list.entries()].map(([index, item]) => [item, extents[index] ?? extent]));
      this.add(value, value, (item) => known.get(item) ?? extent);
    }
    if (end >= this.text.length) return undefined;
    if (values.length < 2) return end;
    this.fault(
      MANIFESTS.MC202,
      end,
      'A file that begins with several JSON objects must be JSON to its end, but is not.',
    );
    return undefined;
  }

  /** Reads a document of YAML. */
  document({ start, end, badSeparator }: DocumentPart): void {
    if (badSeparator !== undefined) {
      this.fault(MANIFESTS.MC203, badSeparator, 'A line that begins with "---" must have nothing else but a comment.');
    }
    const text = this.text.slice(start, end);
    const odd = this.isOdd ? findOddCharacter(text) : undefined;
    if (odd !== undefined) {
      this.fault(MANIFESTS.MC204, start + odd.offset, `A file of manifests must be plain UTF-8, but has ${odd.name}.`);
      return;
    }
    const read = readYamlDocument(text);
    if ('reason' in read) {
      const what = `The document must be YAML that Kubernetes can read, but is not: ${read.reason}.`;
      this.fault(MANIFESTS.MC200, start + read.offset, what);
      return;
    }
    // kubectl ignores empty documents
    if (read.value === null || read.value === undefined) return;
    const { extents, value } = read;
    this.add(value, value, (map) => {
      const extent = extents.get(map) ?? extents.get(value) ?? { start: 0, end: text.length };
      return { start: contentFrom(this.text, start + extent.start), end: start + extent.end };
    });
  }

  /** Adds an object, or the items of a list. */
  private add(item: unknown, json: unknown, extentOf: (item: unknown) => Extent): void {
    const { start, end } = extentOf(item);
    const missing = missingOf(json);
    if (missing !== undefined) {
      this.fault(MANIFESTS.MC201, start, `An object must have "apiVersion" and "kind", but ${missing}.`);
      return;
    }
    const { text, file } = this;
    const object = readObject(json, '');
    if (isList(object)) {
      for (const each of items(object.json['items']))
        this.add(each, isFields(each) ? itemOf(object, each).json : each, extentOf);
      return;
    }
    const place = this.places.at(start);
    this.objects.push({ ...object, at: placeText(file, place), source: { file, text, start, end, ...place } });
  }

  private fault(message: Message, offset: number, what: string): void {
    this.faults.push(issue(message, { what }, placeText(this.file, this.places.at(offset))));
  }
}

/** What a value lacks to be an object, as the end of a sentence. */
function missingOf(value: unknown): string | undefined {
  if (!isFields(value) || Array.isArray(value)) return `this is ${Array.isArray(value) ? 'a list' : valueText(value)}`;
  const missing = ['apiVersion', 'kind'].filter((name) => (text(value[name]) ?? '') === '');
  return missing.length === 0 ? undefined : `this has no ${listText(missing, 'or')}`;
}
